package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The store refuses the credentials or their permissions. */
public class StoreAccessDeniedException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public StoreAccessDeniedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public StoreAccessDeniedException(String message) {
    this(message, null);
  }
}
