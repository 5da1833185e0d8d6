package dev.milvusbackup.error;

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
    super(message, null);
  }
}
