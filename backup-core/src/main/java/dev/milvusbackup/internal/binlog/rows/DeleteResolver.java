package dev.milvusbackup.internal.binlog.rows;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;

/**
 * Resolves deletes by key and time, since an entry of a delta log may remove no row, or several. It
 * reads the delta logs, and the keys and timestamps of the segments that they concern.
 */
final class DeleteResolver {

  // About 100 bytes of memory for each.
  private static final int MOST_DELETES = 1_000_000;
  // In one segment: 8 bytes of memory for each.
  private static final long MOST_ROWS = 20_000_000;

  private final BinlogValues values;
  private final CancelToken cancel;

  DeleteResolver(ObjectStore milvusStorage, CancelToken cancel) {
    this.values = new BinlogValues(milvusStorage);
    this.cancel = cancel;
  }

  long remaining(CollectionBackupInfo collection) throws UncountableException {
    TimeCut cut = collection.timeCut().orElse(new TimeCut(Long.MAX_VALUE, 0));
    Deletes ofAll = deletes(collection.l0Segments(), cut.until());
    long rows = 0;
    for (PartitionBackupInfo partition : collection.partitions()) {
      List<SegmentBackupInfo> l0 =
          partition.segments().stream().filter(SegmentBackupInfo::l0).toList();
      Deletes ofPartition = deletes(l0, cut.until());
      for (SegmentBackupInfo segment : partition.segments()) {
        cancel.check();
        Deletes own = segment.l0() ? new Deletes(0) : deletes(List.of(segment), cut.until());
        rows += remaining(segment, keyField(collection), List.of(ofAll, ofPartition, own));
      }
    }
    return rows;
  }

  private long remaining(SegmentBackupInfo segment, long keyField, List<Deletes> deletes)
      throws UncountableException {
    List<Deletes> given = deletes.stream().filter(d -> !d.isEmpty()).toList();
    if (given.isEmpty() || segment.rows() == 0) {
      return segment.rows();
    }
    if (segment.rows() > MOST_ROWS) {
      throw new UncountableException(
          "segment %d has more than %d rows".formatted(segment.segmentId(), MOST_ROWS));
    }
    long[] removed = {0};
    values.rows(
        segment,
        keyField,
        (key, timestamp) -> {
          if (given.stream().anyMatch(d -> d.remove(key, timestamp))) {
            removed[0]++;
          }
        });
    return segment.rows() - removed[0];
  }

  private Deletes deletes(List<SegmentBackupInfo> segments, long until)
      throws UncountableException {
    Deletes deletes = new Deletes(until);
    for (SegmentBackupInfo segment : segments) {
      values.deletes(segment, deletes);
      if (deletes.size() > MOST_DELETES) {
        throw new UncountableException(
            "it has more than %d deleted keys to compare".formatted(MOST_DELETES));
      }
    }
    return deletes;
  }

  private static long keyField(CollectionBackupInfo collection) throws UncountableException {
    return collection.schema().fields().stream()
        .filter(FieldSchema::primaryKey)
        .mapToLong(FieldSchema::fieldId)
        .findFirst()
        .orElseThrow(() -> new UncountableException("its schema has no primary key"));
  }
}
