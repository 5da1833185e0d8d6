package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** A call to Milvus failed. The subclasses tell the common causes apart. */
public class MilvusException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public MilvusException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public MilvusException(String message) {
    this(message, null);
  }
}
