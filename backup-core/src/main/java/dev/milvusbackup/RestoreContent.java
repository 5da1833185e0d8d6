package dev.milvusbackup;

/** Which part of the collections a restore brings back. */
public enum RestoreContent {
  /** Everything. */
  ALL,
  /** Collections, partitions and indexes, but no rows. */
  SCHEMA_ONLY
}
