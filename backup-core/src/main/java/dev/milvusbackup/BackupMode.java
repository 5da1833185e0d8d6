package dev.milvusbackup;

/** The form in which a backup stores the rows. */
public enum BackupMode {
  /**
   * Copies of Milvus's own files. Fast, complete including deletes, and readable by the Go tool.
   * The client needs access to the storage of Milvus, and a restore needs a compatible server.
   */
  BINLOG,
  /**
   * Rows, read by queries into Parquet files and restored by inserts. Slower, but it only needs the
   * port of Milvus. It therefore works with hosted servers and Milvus Lite, and between any two
   * versions. Requires {@code backup-logical} on the class path. Collections must be loaded; a
   * collection that is not loaded but has an index is loaded for the duration of the backup.
   *
   * <p>Rows that do not change during the create are in the backup exactly once. Rows that are
   * written or deleted during the create are in it in their old or new state. Auto-generated
   * primary keys are not preserved. A create fails if it detects rows that share a primary key,
   * because queries cannot distinguish them.
   */
  @Beta
  LOGICAL
}
