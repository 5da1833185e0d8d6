package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * It cannot be decided safely which backups to delete: clocks differ, a backup is dated in the
 * future, or its content cannot be read. Nothing was deleted.
 */
public class PruneRefusedException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the operation, the reason, and the way out
   */
  public PruneRefusedException(String message) {
    this(message, null);
  }

  /**
   * Creates an exception.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the underlying failure, or null
   */
  public PruneRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
