package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The backup is damaged: something is missing, has the wrong size or digest, or does not parse. */
public class CorruptBackupException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public CorruptBackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public CorruptBackupException(String message) {
    this(message, null);
  }
}
