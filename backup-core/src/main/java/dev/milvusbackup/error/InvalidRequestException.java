package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that cannot succeed, such as one with an invalid name or with contradictory rules.
 * Nothing was changed.
 */
public class InvalidRequestException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public InvalidRequestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public InvalidRequestException(String message) {
    this(message, null);
  }
}
