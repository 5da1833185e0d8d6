package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The configured Milvus storage does not contain the segments that Milvus reports, usually because
 * the bucket or the root path is wrong.
 */
public class MilvusStorageMismatchException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public MilvusStorageMismatchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public MilvusStorageMismatchException(String message) {
    this(message, null);
  }
}
