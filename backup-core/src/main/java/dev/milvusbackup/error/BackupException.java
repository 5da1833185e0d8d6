package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The base of the exceptions that this library throws. The message is written for people and
 * contains no secrets.
 */
public abstract class BackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  protected BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** {@return the message; never null} */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /**
   * Returns whether the same call may succeed later without any other change.
   *
   * @return true for temporary faults
   */
  public boolean retryable() {
    return false;
  }
}
