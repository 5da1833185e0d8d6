package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** There is no backup of that name. */
public class BackupNotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public BackupNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public BackupNotFoundException(String message) {
    this(message, null);
  }
}
