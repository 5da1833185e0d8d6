package dev.milvusbackup;

/** How much of the collections a create takes, and whether it flushes first. */
public enum BackupStrategy {
  /**
   * Has Milvus write out its buffers first, so the backup holds every row that was acknowledged
   * before the create began.
   */
  FLUSH,
  /**
   * Takes only what Milvus has written out already. Rows that it still holds in memory are missing
   * from the backup.
   */
  SKIP_FLUSH,
  /** Takes schemas, partitions and indexes, and no rows. */
  METADATA_ONLY
}
