package dev.milvusbackup.internal.binlog.rows;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.TimeCut;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * Counts the rows of a collection that its deletes leave. Without deletes it reads nothing, and
 * needs no Parquet library.
 */
public record RemainingRows(ObjectStore milvusStorage, CancelToken cancel) {

  /**
   * Counts.
   *
   * @throws UncountableException if that is not possible, or would take too long
   */
  public long count(CollectionBackupInfo collection) throws UncountableException {
    if (collection.timeCut().map(TimeCut::laterRows).orElse(0L) > 0) {
      throw new UncountableException("rows were written during the flush");
    }
    List<SegmentBackupInfo> all = segments(collection).toList();
    if (all.stream().noneMatch(RemainingRows::hasDeletes)) {
      return all.stream().mapToLong(SegmentBackupInfo::rows).sum();
    }
    if (!isLibraryPresent()) {
      throw new UncountableException(
          "it has deletes, and reading them needs dev.milvusbackup:backup-logical on the class path");
    }
    return new DeleteResolver(milvusStorage, cancel).remaining(collection);
  }

  private static boolean isLibraryPresent() {
    try {
      Class.forName(
          "org.apache.parquet.hadoop.ParquetFileReader",
          false,
          RemainingRows.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean hasDeletes(SegmentBackupInfo segment) {
    return segment.deltalogs().stream().map(FieldBinlog::binlogs).anyMatch(b -> !b.isEmpty());
  }

  private static Stream<SegmentBackupInfo> segments(CollectionBackupInfo collection) {
    return Stream.concat(
        collection.l0Segments().stream(),
        collection.partitions().stream().flatMap(p -> p.segments().stream()));
  }
}
