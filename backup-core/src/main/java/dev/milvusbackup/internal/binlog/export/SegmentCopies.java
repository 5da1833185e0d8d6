package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The copies of the segments of a partition, inserts or deletes, in the order of the keys. The
 * copies of a segment are created on access.
 */
final class SegmentCopies extends LazyList<ObjectCopy> {

  private final BackupLayout layout;
  private final String kind;
  private final List<SegmentBackupInfo> segments;
  private final int[] ends;

  private SegmentCopies(
      BackupLayout layout, String kind, List<SegmentBackupInfo> segments, int[] ends) {
    this.layout = layout;
    this.kind = kind;
    this.segments = segments;
    this.ends = ends;
  }

  /**
   * Builds the list.
   *
   * @param kind one of those of {@link BinlogLayout}
   * @param segments in the order of their keys
   */
  static SegmentCopies of(BackupLayout layout, String kind, List<SegmentBackupInfo> segments) {
    int[] ends = new int[segments.size()];
    int end = 0;
    int segment = 0;
    for (SegmentBackupInfo info : segments) {
      for (FieldBinlog field : logs(kind, info)) {
        end = Math.addExact(end, field.binlogs().size());
      }
      ends[segment++] = end;
    }
    return new SegmentCopies(layout, kind, segments, ends);
  }

  @Override
  public ObjectCopy get(int index) {
    int found = Arrays.binarySearch(ends, index);
    int segment = found < 0 ? -found - 1 : found + 1;
    while (ends[segment] == index) {
      segment++; // segments without files end where the previous one does
    }
    int first = segment == 0 ? 0 : ends[segment - 1];
    return copies(segments.get(segment)).get(index - first);
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public Iterator<ObjectCopy> iterator() {
    return chain(segments, this::copies).iterator();
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
