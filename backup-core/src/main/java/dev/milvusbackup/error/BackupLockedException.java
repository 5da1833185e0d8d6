package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * Another job is creating or deleting a backup of that name at this moment, or making the same
 * restore, or has taken over from this one, which gave no sign of life for longer than its lease.
 */
public class BackupLockedException extends BackupExistsException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public BackupLockedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Without a cause.
   *
   * @param message what cannot be done, why, and the way out
   */
  public BackupLockedException(String message) {
    this(message, null);
  }

  /** True: the other job ends some time. */
  @Override
  public boolean retryable() {
    return true;
  }
}
