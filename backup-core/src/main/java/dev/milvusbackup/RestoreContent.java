package dev.milvusbackup;

/** How much of the collections a restore brings back. */
public enum RestoreContent {
  /** Everything. */
  ALL,
  /** Collections, partitions and indexes, and no rows. */
  SCHEMA_ONLY
}
