package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The store does not answer, or asks to retry later. */
public class StoreUnavailableException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public StoreUnavailableException(String message) {
    this(message, null);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
