package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * Milvus does not answer: the address is wrong, the server is not running, or the network is down.
 */
public class MilvusUnavailableException extends MilvusException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public MilvusUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public MilvusUnavailableException(String message) {
    this(message, null);
  }

  /** True: the server may answer later. */
  @Override
  public boolean retryable() {
    return true;
  }
}
