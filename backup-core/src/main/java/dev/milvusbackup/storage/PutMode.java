package dev.milvusbackup.storage;

/** What a put does when the key is taken. */
public enum PutMode {
  /** Replaces what is there. */
  REPLACE,
  /**
   * Fails with {@link ObjectExistsException} and leaves what is there; of several writers at once
   * exactly one succeeds.
   */
  CREATE_NEW
}
