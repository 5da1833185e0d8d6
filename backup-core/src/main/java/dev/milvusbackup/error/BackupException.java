package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/** The root of what this library throws. Its message can be shown to a user as it is. */
public abstract class BackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * For subclasses.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  protected BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /**
   * Whether the same call may succeed later, with nothing changed.
   *
   * @return true for passing faults
   */
  public boolean retryable() {
    return false;
  }
}
