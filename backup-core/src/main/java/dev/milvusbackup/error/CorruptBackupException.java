package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The backup is damaged: an object is missing, has the wrong size or digest, or does not parse. */
public class CorruptBackupException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public CorruptBackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public CorruptBackupException(String message) {
    this(message, null);
  }
}
