package dev.milvusbackup;

/** The policy of a restore for loading collections into memory. */
public enum LoadPolicy {
  /**
   * Loads the collections or partitions that were loaded at the time of the backup, with the same
   * number of replicas, and waits up to {@link Limits#loadTimeout()} for each. If Milvus refuses or
   * takes longer, the collection still counts as restored, and the report contains a warning.
   * Nothing is loaded without indexes ({@link IndexPolicy#SKIP}) or without rows ({@link
   * RestoreContent#SCHEMA_ONLY}).
   */
  AS_BEFORE,
  /** Loads nothing. */
  SKIP
}
