package dev.milvusbackup;

/** What becomes of a create when one of its collections cannot be backed up. */
public enum OnError {
  /** It fails, and there is no backup. */
  FAIL,
  /**
   * The collection is left out and reported ({@link BackupReport#skipped()}); the backup holds the
   * others. A create with nothing left, or with Milvus or a store out of reach, fails all the same.
   */
  SKIP
}
