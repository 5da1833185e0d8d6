package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** Milvus does not have a selected database. */
public class DatabaseNotFoundException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public DatabaseNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public DatabaseNotFoundException(String message) {
    this(message, null);
  }
}
