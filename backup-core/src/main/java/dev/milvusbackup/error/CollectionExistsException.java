package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The target of a restore already exists, as a collection or an alias. */
public class CollectionExistsException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public CollectionExistsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public CollectionExistsException(String message) {
    this(message, null);
  }
}
