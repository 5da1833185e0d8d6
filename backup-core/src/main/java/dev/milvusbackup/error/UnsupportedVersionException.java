package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A version of the backup format or of the Milvus server that this library does not support. It is
 * rejected before anything is changed.
 */
public class UnsupportedVersionException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public UnsupportedVersionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public UnsupportedVersionException(String message) {
    this(message, null);
  }
}
