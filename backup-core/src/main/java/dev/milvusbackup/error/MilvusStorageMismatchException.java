package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The store given as Milvus's own does not hold the segments that Milvus speaks of: wrong bucket or
 * root path, usually.
 */
public class MilvusStorageMismatchException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public MilvusStorageMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public MilvusStorageMismatchException(String message) {
    this(message, null);
  }
}
