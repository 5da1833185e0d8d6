package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A backup of that name exists, complete or incomplete, and the request does not allow resuming or
 * replacing it.
 */
public class BackupExistsException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public BackupExistsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public BackupExistsException(String message) {
    this(message, null);
  }
}
