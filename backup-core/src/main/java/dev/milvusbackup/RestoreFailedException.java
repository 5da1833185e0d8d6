package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;

/**
 * Some collections could not be restored. The {@link #report()} contains those that failed, each
 * with its cause, and those that were restored.
 */
public class RestoreFailedException extends BackupException {

  private static final long serialVersionUID = 1L;

  private final transient RestoreReport report;

  /**
   * Creates an exception from a report with failures. The first failure becomes the cause, the
   * others are suppressed.
   *
   * @param message the operation, the reason, and the way out
   * @param report the report
   */
  public RestoreFailedException(String message, RestoreReport report) {
    super(message, report.failed().isEmpty() ? null : report.failed().get(0).cause());
    this.report = report;
    report.failed().stream().skip(1).forEach(failed -> addSuppressed(failed.cause()));
  }

  /** {@return the report of the restore} */
  public RestoreReport report() {
    return report;
  }
}
