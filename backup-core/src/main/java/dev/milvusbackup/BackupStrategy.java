package dev.milvusbackup;

/** Which data of the collections a create includes. */
public enum BackupStrategy {
  /**
   * Flushes the collections first, so that the backup contains every row that was acknowledged
   * before the create started.
   */
  FLUSH,
  /** Does not flush. Rows that Milvus still holds in memory are missing from the backup. */
  SKIP_FLUSH,
  /** Includes schemas, partitions and indexes, but no rows. */
  SCHEMA_ONLY
}
