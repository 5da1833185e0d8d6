package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A create stopped because the store or Milvus was unreachable for too long. The copied objects are
 * kept: the same create resumes from them, and {@code delete} removes them. The cause is the fault.
 */
public class BackupInterruptedException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public BackupInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public BackupInterruptedException(String message) {
    this(message, null);
  }

  /** True: the same create resumes. */
  @Override
  public boolean retryable() {
    return true;
  }
}
