package dev.milvusbackup.junit5;

/** The rule for a snapshot whose name is taken. */
public enum IfSnapshotExists {
  /** Keeps the existing backup and fails. */
  FAIL,
  /** Deletes the existing backup, then creates the new one. */
  REPLACE
}
