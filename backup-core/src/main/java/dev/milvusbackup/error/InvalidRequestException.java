package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that could never work: a bad name, a rule that contradicts another. Nothing was
 * touched.
 */
public class InvalidRequestException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public InvalidRequestException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public InvalidRequestException(String message) {
    this(message, null);
  }
}
