package dev.milvusbackup.internal.milvus.segments;

import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;

/**
 * A persistent segment.
 *
 * @param deletesOnly true for level 0 (L0), which has no rows
 * @param storageVersion how its columns are written: 0 and 1 separately, 2 packed in groups
 */
public record PersistentSegment(
    long id, long partitionId, long rows, boolean deletesOnly, long storageVersion) {

  /** The newest supported storage version. */
  public static final long NEWEST_STORAGE_VERSION = 2;

  /** Whether it holds deletes for all partitions. */
  public boolean isOfAllPartitions() {
    return partitionId == SegmentBackupInfo.ALL_PARTITIONS;
  }

  public boolean packsColumns() {
    return storageVersion >= 2;
  }
}
