package dev.milvusbackup;

/** The policy of a restore for indexes. */
public enum IndexPolicy {
  /**
   * Creates the indexes of the backup, with their names and parameters, after the data is imported.
   * Milvus continues to build them after the restore has ended.
   */
  REBUILD,
  /** Creates no indexes. */
  SKIP
}
