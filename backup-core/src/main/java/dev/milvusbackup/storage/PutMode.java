package dev.milvusbackup.storage;

/** The behavior of a put if the key is taken. */
public enum PutMode {
  /** Replaces the object. */
  REPLACE,
  /**
   * Fails with {@link ObjectExistsException} and keeps the existing object; of several simultaneous
   * writers exactly one succeeds.
   */
  CREATE_NEW
}
