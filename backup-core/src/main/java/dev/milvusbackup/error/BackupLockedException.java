package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * Another job is currently working on the same backup or the same restore, or has taken over
 * because this job sent no heartbeat for longer than its lease. The name may be free or taken.
 */
public class BackupLockedException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a cause.
   *
   * @param message the operation, the reason, and the way out
   * @param cause the cause, or null
   */
  public BackupLockedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception without a cause.
   *
   * @param message the operation, the reason, and the way out
   */
  public BackupLockedException(String message) {
    this(message, null);
  }

  /** True: the other job ends eventually. */
  @Override
  public boolean retryable() {
    return true;
  }
}
