package dev.milvusbackup.storage;

import dev.milvusbackup.error.BackupException;
import org.jspecify.annotations.Nullable;

/**
 * An object store failed. The subclasses distinguish common causes; a store throws this class
 * itself for other permanent failures.
 */
public class StorageException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public StorageException(String message) {
    this(message, null);
  }
}
