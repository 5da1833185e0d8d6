package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The bucket, or the folder used in its place, does not exist. */
public class BucketNotFoundException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public BucketNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public BucketNotFoundException(String message) {
    this(message, null);
  }
}
