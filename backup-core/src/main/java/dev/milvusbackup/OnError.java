package dev.milvusbackup;

/** The rule of a create for a collection that cannot be backed up. */
public enum OnError {
  /** The create fails and leaves no backup. */
  FAIL,
  /**
   * The collection is left out, and {@link BackupReport#skipped()} lists it. The create still fails
   * if no collection remains, if Milvus or a store is unreachable or refuses the credentials, or if
   * the temporary directory of this machine cannot be used.
   */
  SKIP
}
