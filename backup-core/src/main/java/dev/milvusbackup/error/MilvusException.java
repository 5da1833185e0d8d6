package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** A call to Milvus failed. Subclasses distinguish the common causes. */
public class MilvusException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public MilvusException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public MilvusException(String message) {
    this(message, null);
  }
}
