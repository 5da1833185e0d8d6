package dev.milvusbackup.junit5;

/** What to do if the name of a snapshot is taken. */
public enum IfSnapshotExists {
  /** Leaves the backup alone, and fails. */
  FAIL,
  /** Deletes the backup, then creates the new one. */
  REPLACE
}
