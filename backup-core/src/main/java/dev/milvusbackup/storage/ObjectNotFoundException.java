package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** No object has that key. */
public class ObjectNotFoundException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public ObjectNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public ObjectNotFoundException(String message) {
    this(message, null);
  }
}
