package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A version that this library does not know how to handle: of the backup's format, or of the Milvus
 * server. Refused before anything moves.
 */
public class UnsupportedVersionException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public UnsupportedVersionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public UnsupportedVersionException(String message) {
    this(message, null);
  }
}
