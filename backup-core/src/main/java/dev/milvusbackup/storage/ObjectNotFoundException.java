package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** No object has that key. */
public class ObjectNotFoundException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public ObjectNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public ObjectNotFoundException(String message) {
    this(message, null);
  }
}
