package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * Nobody can tell whether the backup was published: the last write was not answered. Its data is
 * left in place; look with {@code find(name)} before trying again.
 */
public class PublishStateUnknownException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public PublishStateUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public PublishStateUnknownException(String message) {
    this(message, null);
  }
}
