package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The backup was never finished, so it cannot be read. It can be deleted. */
public class IncompleteBackupException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public IncompleteBackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public IncompleteBackupException(String message) {
    this(message, null);
  }
}
