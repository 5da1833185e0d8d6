package dev.milvusbackup.retention;

import dev.milvusbackup.error.BackupException;

/**
 * Some backups could not be deleted. The {@link #report()} contains them, each with its cause, and
 * those that were deleted.
 */
public class PruneFailedException extends BackupException {

  private static final long serialVersionUID = 1L;

  private final transient PruneReport report;

  /**
   * Creates an exception from a report with failures. The first failure becomes the cause, the
   * others are suppressed.
   *
   * @param message the operation, the reason, and the way out
   * @param report the report
   */
  public PruneFailedException(String message, PruneReport report) {
    super(message, report.failed().isEmpty() ? null : report.failed().get(0).cause());
    this.report = report;
    report.failed().stream().skip(1).forEach(failed -> addSuppressed(failed.cause()));
  }

  /** {@return the report of the prune} */
  public PruneReport report() {
    return report;
  }
}
