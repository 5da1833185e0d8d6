package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The target of a restore is already there. */
public class CollectionExistsException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public CollectionExistsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public CollectionExistsException(String message) {
    this(message, null);
  }
}
