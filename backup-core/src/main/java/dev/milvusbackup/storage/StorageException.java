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
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public StorageException(String message) {
    this(message, null);
  }
}
