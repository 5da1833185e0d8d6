package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The name is taken by a backup, complete or not. */
public class BackupExistsException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public BackupExistsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public BackupExistsException(String message) {
    this(message, null);
  }
}
