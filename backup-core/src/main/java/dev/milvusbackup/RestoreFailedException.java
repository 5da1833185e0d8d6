package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;

/** Some collections were not restored. {@link #report()} tells which, why, and which were. */
public class RestoreFailedException extends BackupException {

  private static final long serialVersionUID = 1L;

  private final transient RestoreReport report;

  /**
   * From a report with failures; the first one becomes the cause, the others are suppressed.
   *
   * @param message what cannot be done, why, and the way out
   * @param report what was restored and what was not
   */
  public RestoreFailedException(String message, RestoreReport report) {
    super(message, report.failed().isEmpty() ? null : report.failed().get(0).cause());
    this.report = report;
    report.failed().stream().skip(1).forEach(failed -> addSuppressed(failed.cause()));
  }

  /**
   * The whole report.
   *
   * @return what was restored and what was not
   */
  public RestoreReport report() {
    return report;
  }
}
