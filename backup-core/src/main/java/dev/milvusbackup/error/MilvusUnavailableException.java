package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** Milvus does not answer: wrong address, not running, or cut off. */
public class MilvusUnavailableException extends MilvusException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public MilvusUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public MilvusUnavailableException(String message) {
    this(message, null);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
