package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** A deadline passed before the work was done. */
public class TimedOutException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public TimedOutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public TimedOutException(String message) {
    this(message, null);
  }
}
