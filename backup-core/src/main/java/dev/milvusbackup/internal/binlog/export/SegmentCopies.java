package dev.milvusbackup.internal.binlog.export;

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

/**
 * The copies of the segments of a partition, in the order of the keys. The copies of a segment are
 * created on access.
 *
 * @param kind inserts or deletes, as {@link BinlogLayout} names them
 */
record SegmentCopies(BackupLayout layout, String kind) {

  /**
   * Builds the list.
   *
   * @param kind one of those of {@link BinlogLayout}
   * @param segments in the order of their keys
   */
  static List<ObjectCopy> of(BackupLayout layout, String kind, List<SegmentBackupInfo> segments) {
    return SegmentElements.of(
        segments,
        segment -> SegmentElements.count(logs(kind, segment)),
        new SegmentCopies(layout, kind)::copies);
  }

  private List<ObjectCopy> copies(SegmentBackupInfo segment) {
    List<ObjectCopy> copies = new ArrayList<>();
    boolean inserts = kind.equals(BinlogLayout.INSERT_LOG);
    ObjectKey from =
        BinlogLayout.segment(
            kind, segment.collectionId(), segment.partitionId(), segment.segmentId());
    for (FieldBinlog field : logs(kind, segment)) {
      for (Binlog log : field.binlogs()) {
        // The rows of a segment are reported with its first file.
        long rows = inserts && copies.isEmpty() ? segment.rows() : 0;
        copies.add(
            inserts
                ? copy(
                    BinlogLayout.insertLog(from, field.fieldId(), log.logId()),
                    layout.insertLog(segment, field.fieldId(), log.logId()),
                    log.size(),
                    rows)
                : copy(
                    BinlogLayout.deltaLog(from, log.logId()),
                    layout.deltaLog(segment, log.logId()),
                    log.size(),
                    rows));
      }
    }
    return copies;
  }

  private static List<FieldBinlog> logs(String kind, SegmentBackupInfo segment) {
    return kind.equals(BinlogLayout.INSERT_LOG) ? segment.binlogs() : segment.deltalogs();
  }

  private static ObjectCopy copy(ObjectKey from, ObjectKey to, long size, long rows) {
    return new ObjectCopy(from, to, size, Optional.empty(), rows);
  }
}
