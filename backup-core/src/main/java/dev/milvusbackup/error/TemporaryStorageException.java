package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A temporary file on the local disk cannot be written or read, for example because the disk is
 * full. Logical backups and restores use such files, below {@code java.io.tmpdir}.
 */
public class TemporaryStorageException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public TemporaryStorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public TemporaryStorageException(String message) {
    this(message, null);
  }
}
