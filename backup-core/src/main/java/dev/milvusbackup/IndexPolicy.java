package dev.milvusbackup;

/** The policy of a restore for indexes. */
public enum IndexPolicy {
  /**
   * Creates the indexes of the backup, with their names and parameters, after the data is imported.
   * Milvus continues to build them after the restore has ended.
   */
  REBUILD,
  /**
   * The same, but Milvus chooses the type of the indexes of vectors ({@code AUTOINDEX}), for a
   * server that does not have the types of the backup or has better ones. Metric types and names
   * are those of the backup.
   */
  @Beta
  AUTO,
  /** Creates no indexes. */
  SKIP
}
