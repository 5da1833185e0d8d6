package dev.milvusbackup.junit5;

/** What to do if there is a backup of the name that a snapshot should get. */
public enum IfSnapshotExists {
  /** Leave it alone, and fail. */
  FAIL,
  /** Delete it, then make the new one. */
  REPLACE
}
