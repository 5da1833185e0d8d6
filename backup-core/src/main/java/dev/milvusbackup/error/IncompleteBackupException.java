package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The backup was never completed, or its deletion was interrupted. It cannot be read. */
public class IncompleteBackupException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public IncompleteBackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public IncompleteBackupException(String message) {
    this(message, null);
  }
}
