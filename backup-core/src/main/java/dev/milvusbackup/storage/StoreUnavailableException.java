package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The store does not answer, or asks to retry later. */
public class StoreUnavailableException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public StoreUnavailableException(String message) {
    this(message, null);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
