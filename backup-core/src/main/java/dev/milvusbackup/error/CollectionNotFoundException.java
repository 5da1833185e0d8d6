package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** Milvus or the backup does not contain a selected collection. */
public class CollectionNotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public CollectionNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public CollectionNotFoundException(String message) {
    this(message, null);
  }
}
