package dev.milvusbackup.error;

import dev.milvusbackup.Beta;

/** A backup cannot be deleted yet, since its objects are locked. Nothing was deleted. */
@Beta
public class DeleteRefusedException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the operation, the reason, and the way out
   */
  public DeleteRefusedException(String message) {
    super(message, null);
  }
}
