package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * An unexpected error: a bug in this library, or an exception that a custom store or executor
 * throws in violation of its contract. {@link #getCause()} is the original exception.
 */
public class UnexpectedFailureException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public UnexpectedFailureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public UnexpectedFailureException(String message) {
    this(message, null);
  }
}
