package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** A deadline passed before the work was done. */
public class TimedOutException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public TimedOutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public TimedOutException(String message) {
    this(message, null);
  }
}
