package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a create is unknown, because the store did not answer the last write. The data of
 * the backup is kept. Call {@code find(name)} before you try again.
 */
public class PublishStateUnknownException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public PublishStateUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public PublishStateUnknownException(String message) {
    this(message, null);
  }
}
