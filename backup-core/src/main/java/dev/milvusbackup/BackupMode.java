package dev.milvusbackup;

/** What a backup is made of. */
public enum BackupMode {
  /**
   * Copies of Milvus's own files. Fast, complete with deletes, and readable by the Go tool. The
   * storage of Milvus must be reachable, and a restore goes to a server of the same kind.
   */
  BINLOG,
  /**
   * Rows, read by queries into Parquet files and restored by inserts. Slower, but it wants nothing
   * of Milvus besides its port: for hosted and locked-down servers and Milvus Lite, and from any
   * version to any other. Needs {@code backup-logical} on the class path. Collections have to be
   * loaded; those that are not are loaded for the time of the backup, if they have an index.
   *
   * <p>Each row that nobody touches during the create is in the backup once. Of rows that are
   * written or deleted meanwhile it holds either state. Primary keys that Milvus generates are
   * generated anew by a restore. Rows that share a primary key cannot be told apart by queries: a
   * create that finds some fails.
   */
  LOGICAL
}
