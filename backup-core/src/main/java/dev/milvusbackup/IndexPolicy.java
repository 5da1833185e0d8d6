package dev.milvusbackup;

/** What a restore does about indexes. */
public enum IndexPolicy {
  /**
   * Creates the indexes of the backup, with their names and parameters, once the data is there.
   * Milvus goes on building them after the restore has ended.
   */
  REBUILD,
  /** Creates none. */
  SKIP
}
