package dev.milvusbackup.error;

import org.jspecify.annotations.Nullable;

/**
 * A create stopped half-way because of a fault that may pass: the store or Milvus did not answer.
 * What it has copied is kept. The same create resumes it; {@code delete} removes it. The cause is
 * the fault.
 */
public class BackupInterruptedException extends BackupException {

  private static final long serialVersionUID = 1L;

  /**
   * With a cause.
   *
   * @param message what cannot be done, why, and the way out
   * @param cause what led to it, or null
   */
  public BackupInterruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** True: the same create goes on from here. */
  @Override
  public boolean retryable() {
    return true;
  }
}
