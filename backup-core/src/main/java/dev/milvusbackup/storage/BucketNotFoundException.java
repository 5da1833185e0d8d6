package dev.milvusbackup.storage;

import org.jspecify.annotations.Nullable;

/** The bucket, or the folder that stands for it, does not exist. */
public class BucketNotFoundException extends StorageException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public BucketNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public BucketNotFoundException(String message) {
    this(message, null);
  }
}
