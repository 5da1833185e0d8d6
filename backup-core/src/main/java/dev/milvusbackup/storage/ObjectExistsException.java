package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The key of a {@link PutMode#CREATE_NEW} put is taken. */
public class ObjectExistsException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public ObjectExistsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public ObjectExistsException(String message) {
    this(message, null);
  }
}
