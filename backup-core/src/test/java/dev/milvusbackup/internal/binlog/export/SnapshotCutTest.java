package dev.milvusbackup.internal.binlog.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.binlog.export.SnapshotCut.AtFlush;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On files of Milvus 2.3.5 with other times in them. */
class SnapshotCutTest {

  private static final long MILLIS = 1 << 18;
  private static final long FLUSHED_AT = 1000 * MILLIS;
  private static final long COLLECTION = 1;

  private final ObjectStore store = InMemoryObjectStore.create();
  private DeltaLogs before = DeltaLogs.NONE;
  private int secondFlushes;

  @Test
  void leavesOutWhatCameAfterTheFlush() {
    inserts(10, 5, 1500); // flushed before, whatever it says
    inserts(11, 900, 1000);
    inserts(12, 1001, 1200);

    AtFlush cut = cut(List.of(10L), List.of(11L), 10, 11, 12).orElseThrow();

    assertThat(cut.inventory().segments())
        .extracting(PersistentSegment::id)
        .containsExactly(10L, 11L);
    assertThat(cut.cut()).isEqualTo(new TimeCut(FLUSHED_AT, 0));
  }

  @Test
  void countsTheRowsOfSegmentsThatAreLaterInPart() {
    inserts(11, 900, 1000);
    inserts(12, 900, 1001);
    put("insert_log/1/2/13/1/5", "no binlog".getBytes(StandardCharsets.UTF_8));

    AtFlush cut = cut(List.of(), List.of(11L, 12L, 13L), 11, 12, 13).orElseThrow();

    assertThat(cut.inventory().segments()).hasSize(3);
    assertThat(cut.cut().laterRows()).isEqualTo(2 * 100);
  }

  @Test
  void aCompactionWithEarlierDeletesDoesNoHarm() {
    inserts(12, 900, 950);
    put("delta_log/1/2/10/7", binlog(900, 1000));

    assertThat(cut(List.of(10L, 11L), List.of(), 12)).isPresent();
    assertThat(secondFlushes).isOne();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "of segments 10 and 11,                                    12, 10,  900, 1001",
    "of segment 12 that another one has made after the flush,  13, 12, 1001, 1002",
    "that has left no row of segment 10,                       11, 10, 1001, 1002"
  })
  void aCompactionWithLaterDeletesIsNotToBeBackedUp(
      String compaction, long listed, long usedUp, long first, long last) {
    inserts(listed, 900, 950);
    put("delta_log/1/2/" + usedUp + "/7", binlog(first, last));

    assertThat(cut(List.of(10L, 11L), List.of(), listed)).as(compaction).isEmpty();
  }

  /** That is reason enough to look for rows that were under way. */
  @Test
  void whatACompactionHasWorkedInIsKnown() {
    put("delta_log/1/2/10/7", binlog(900, 950));
    FlushTicket ticket = new FlushTicket(List.of(), List.of(10L, 11L), FLUSHED_AT, FlushPoint.NONE);
    SnapshotCut cut = new SnapshotCut(store, COLLECTION, ticket, before);

    assertThat(cut.workedIn(inventory(10, 11))).isEmpty();
    assertThat(cut.workedIn(inventory(12)))
        .extracting(ObjectInfo::key)
        .containsExactly(ObjectKey.of("delta_log/1/2/10/7"));
  }

  @Test
  void deletesThatWereThereBeforeTheFlushAreNotLookedAt() {
    inserts(12, 900, 950);
    put("delta_log/1/2/10/7", "no binlog".getBytes(StandardCharsets.UTF_8));
    before = DeltaLogs.list(store, COLLECTION);

    assertThat(cut(List.of(10L, 11L), List.of(), 12)).isPresent();
    assertThat(secondFlushes).isZero();
  }

  @Test
  void aDeltaLogOfALaterFlushIsNoneOfBefore() {
    put("delta_log/1/2/10/7", binlog(900, 950));
    before = DeltaLogs.list(store, COLLECTION);
    assertThat(before.areAllOf(inventory(10, 11))).isTrue();

    put("delta_log/1/2/11/8", binlog(900, 950));

    assertThat(before.areAllOf(inventory(10, 11))).isFalse();
  }

  private Optional<AtFlush> cut(List<Long> flushed, List<Long> sealed, long... listed) {
    FlushTicket ticket = new FlushTicket(sealed, flushed, FLUSHED_AT + 17, FlushPoint.NONE);
    SegmentInventory inventory = inventory(listed);
    FlushTicket second =
        new FlushTicket(List.of(), List.copyOf(inventory.ids()), FLUSHED_AT + 18, FlushPoint.NONE);
    SecondFlush late = new SecondFlush(() -> counted(second), () -> inventory);
    return new SnapshotCut(store, COLLECTION, ticket, before).apply(inventory, late);
  }

  private FlushTicket counted(FlushTicket ticket) {
    secondFlushes++;
    return ticket;
  }

  private SegmentInventory inventory(long... listed) {
    List<PersistentSegment> segments =
        Arrays.stream(listed).mapToObj(id -> new PersistentSegment(id, 2, 100, false, 0)).toList();
    Set<Long> ids = segments.stream().map(PersistentSegment::id).collect(Collectors.toSet());
    return new SegmentInventory(
        segments, SegmentFiles.list(store, COLLECTION, ids, Fingerprint::none), Map.of());
  }

  private void inserts(long segment, long first, long last) {
    put("insert_log/1/2/" + segment + "/1/5", binlog(first, last));
    put("insert_log/1/2/" + segment + "/100/6", new byte[0]);
  }

  private void put(String key, byte[] content) {
    store.put(ObjectKey.of(key), ObjectBody.of(content), PutMode.CREATE_NEW);
  }

  private static byte[] binlog(long first, long last) {
    try (InputStream in = SnapshotCutTest.class.getResourceAsStream("/binlogs/timestamps")) {
      byte[] binlog = in.readAllBytes();
      ByteBuffer.wrap(binlog)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(53, first * MILLIS)
          .putLong(61, last * MILLIS);
      return binlog;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
