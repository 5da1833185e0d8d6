package dev.milvusbackup.internal.binlog.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentCopiesTest {

  private static final BackupLayout LAYOUT = new BackupLayout(new BackupName("b"));

  @Test
  void givesTheSameByIndexAsInTurn() {
    List<SegmentBackupInfo> segments =
        IntStream.of(0, 3, 0, 0, 1, 5, 0).mapToObj(SegmentCopiesTest::segment).toList();

    List<ObjectCopy> copies = SegmentCopies.of(LAYOUT, BinlogLayout.INSERT_LOG, segments);

    assertThat(copies).hasSize(9);
    List<ObjectCopy> inTurn = new ArrayList<>();
    copies.iterator().forEachRemaining(inTurn::add);
    assertThat(IntStream.range(0, 9).mapToObj(copies::get)).isEqualTo(inTurn);
    assertThat(inTurn.get(0))
        .isEqualTo(
            new ObjectCopy(
                ObjectKey.of("insert_log/1/2/13/100/0"),
                ObjectKey.of("b/binlogs/insert_log/1/2/13/13/100/0"),
                7,
                Optional.empty(),
                50));
    assertThat(inTurn.stream().mapToLong(ObjectCopy::rows).sum()).isEqualTo(150);
    assertThat(SegmentCopies.of(LAYOUT, BinlogLayout.DELTA_LOG, segments)).isEmpty();
  }

  private static SegmentBackupInfo segment(int logs) {
    List<Binlog> binlogs = IntStream.range(0, logs).mapToObj(id -> new Binlog("", 7, id)).toList();
    long id = 10L + logs;
    List<FieldBinlog> inserts = List.of(new FieldBinlog(100, binlogs));
    return new SegmentBackupInfo(id, 1, 2, 50, inserts, List.of(), 0, id, false, "", 0, null);
  }
}
