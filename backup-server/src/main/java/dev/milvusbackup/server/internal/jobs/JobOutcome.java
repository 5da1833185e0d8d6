package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.server.internal.jobs.JobResult.Failure;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** The outcome of a job. */
public record JobOutcome(JobState state, JobResult result) {

  /** The reason of a verification with findings. */
  static final String FINDINGS = "findings";

  static JobOutcome failed(String error, String reason) {
    return failed(new JobResult(new Failure(error, reason), 0, 0, List.of(), null, List.of()));
  }

  static JobOutcome of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String reason = cause.getClass().getSimpleName();
    if (cause instanceof RestoreFailedException e) {
      RestoreReport report = e.report();
      return failed(
          new JobResult(
              new Failure(Wording.REST.of(e.getMessage()), reason),
              0,
              rows(report),
              TargetRecord.of(report),
              null,
              Notes.of(report)));
    }
    if (cause instanceof CancellationException) {
      return failed("The job was cancelled.", reason);
    }
    // A message of another exception may contain anything, so only the log gets it.
    return failed(
        cause instanceof BackupException
            ? Wording.REST.of(cause.getMessage())
            : "Cannot finish the job: " + reason + ". See the log of the server.",
        reason);
  }

  public static JobOutcome of(BackupReport report) {
    BackupManifest manifest = report.manifest();
    return succeeded(
        new JobResult(
            Failure.NONE, manifest.size(), manifest.rowCount(), List.of(), null, Notes.of(report)));
  }

  /** A damaged backup is reported as failed, so that monitoring notices it. */
  public static JobOutcome of(VerifyReport report) {
    VerifyRecord verify = VerifyRecord.of(report);
    if (report.isSound()) {
      return succeeded(
          new JobResult(Failure.NONE, report.bytes(), 0, List.of(), verify, List.of()));
    }
    VerifyReport.Finding first = report.findings().get(0);
    String error =
        "Backup '%s' is not sound: %d findings, the first: %s: %s"
            .formatted(
                report.backup(),
                report.findingCount(),
                first.key(),
                Wording.REST.of(first.message()));
    return failed(
        new JobResult(
            new Failure(error, FINDINGS), report.bytes(), 0, List.of(), verify, List.of()));
  }

  public static JobOutcome of(RestoreReport report, BackupManifest backup) {
    long bytes =
        report.restored().stream()
            .flatMap(restored -> backup.collection(restored.source()).stream())
            .mapToLong(CollectionManifest::size)
            .sum();
    return succeeded(
        new JobResult(
            Failure.NONE, bytes, rows(report), TargetRecord.of(report), null, Notes.of(report)));
  }

  static JobOutcome succeeded(JobResult result) {
    return new JobOutcome(JobState.SUCCESS, result);
  }

  private static JobOutcome failed(JobResult result) {
    return new JobOutcome(JobState.FAIL, result);
  }

  private static long rows(RestoreReport report) {
    return report.restored().stream().mapToLong(RestoreReport.Restored::rows).sum();
  }
}
