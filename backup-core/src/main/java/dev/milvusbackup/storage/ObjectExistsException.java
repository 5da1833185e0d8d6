package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The key of a {@link PutMode#CREATE_NEW} put is taken. */
public class ObjectExistsException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public ObjectExistsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public ObjectExistsException(String message) {
    this(message, null);
  }
}
