package dev.milvusbackup;

/** What a restore does about loading collections for queries. */
public enum LoadPolicy {
  /**
   * Loads what was loaded when it was backed up: the collection or the same partitions of it, with
   * as many replicas, and waits until that is done, at most {@link Limits#loadTimeout()}. If Milvus
   * refuses or takes longer, the collection is restored all the same, and the report says so.
   * Nothing is loaded without indexes ({@link IndexPolicy#SKIP}) or without rows ({@link
   * RestoreContent#SCHEMA_ONLY}).
   */
  AS_BEFORE,
  /** Loads nothing. */
  SKIP
}
