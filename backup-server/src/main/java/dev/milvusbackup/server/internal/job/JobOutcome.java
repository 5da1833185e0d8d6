package dev.milvusbackup.server.internal.job;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** How a job ended. */
public record JobOutcome(
    JobState state,
    String error,
    String reason,
    long bytes,
    long rows,
    List<TargetRecord> targets) {

  static JobOutcome failed(String error, String reason) {
    return new JobOutcome(JobState.FAIL, error, reason, 0, 0, List.of());
  }

  static JobOutcome of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String reason = cause.getClass().getSimpleName();
    if (cause instanceof RestoreFailedException e) {
      return new JobOutcome(
          JobState.FAIL, e.getMessage(), reason, 0, rows(e.report()), TargetRecord.of(e.report()));
    }
    if (cause instanceof CancellationException) {
      return failed("The job was cancelled.", reason);
    }
    // A message of another exception may hold anything, so it goes to the log only.
    return failed(
        cause instanceof BackupException
            ? String.valueOf(cause.getMessage())
            : "Cannot finish the job: " + reason + ". See the log of the server.",
        reason);
  }

  public static JobOutcome of(BackupReport report) {
    return new JobOutcome(
        JobState.SUCCESS,
        "",
        "",
        report.manifest().size(),
        report.manifest().rowCount(),
        List.of());
  }

  public static JobOutcome of(RestoreReport report, BackupManifest backup) {
    long bytes =
        report.restored().stream()
            .flatMap(restored -> backup.collection(restored.source()).stream())
            .mapToLong(CollectionManifest::size)
            .sum();
    return new JobOutcome(JobState.SUCCESS, "", "", bytes, rows(report), TargetRecord.of(report));
  }

  private static long rows(RestoreReport report) {
    return report.restored().stream().mapToLong(RestoreReport.Restored::rows).sum();
  }
}
