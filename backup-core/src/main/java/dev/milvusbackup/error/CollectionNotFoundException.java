package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** Milvus, or the backup, has no collection of that name. */
public class CollectionNotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public CollectionNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public CollectionNotFoundException(String message) {
    this(message, null);
  }
}
