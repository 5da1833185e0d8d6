package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The backup store contains nothing under that name. */
public class BackupNotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public BackupNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public BackupNotFoundException(String message) {
    this(message, null);
  }
}
