package dev.milvusbackup.internal;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.job.Failures;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.retention.PrunePipeline;
import dev.milvusbackup.internal.verify.VerifyPipeline;
import dev.milvusbackup.retention.PruneFailedException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows a create that has succeeded: the verification, and the prune if that finds nothing.
 * The backup exists, so their failures are a part of the report.
 */
record FollowUp(VerifyPipeline verify, PrunePipeline prune) {

  private static final Logger LOG = LoggerFactory.getLogger(FollowUp.class);

  BackupReport run(BackupRequest request, BackupReport created, JobContext job) {
    BackupReport.Builder report = created.toBuilder();
    try {
      request.verify().ifPresent(depth -> verify(request, report, job));
      request
          .retention()
          .ifPresent(rules -> report.retention(guard("prune", () -> prune.run(rules, job))));
    } catch (BackupException e) {
      LOG.warn("Backup '{}' is complete. {}", request.name(), e.getMessage());
      report.followUpFailure(e);
      if (e instanceof PruneFailedException failed) {
        report.retention(failed.report());
      }
    }
    return report.build();
  }

  private void verify(BackupRequest request, BackupReport.Builder report, JobContext job) {
    VerifyRequest verification =
        VerifyRequest.builder()
            .backup(request.name().value())
            .depth(request.verify().orElseThrow())
            .id(request.id())
            .build();
    VerifyReport result = guard("verify", () -> verify.run(verification, job));
    report.verification(result);
    if (!result.isSound()) {
      throw new CorruptBackupException(
          "Cannot rely on backup '%s': its verification has %d findings, the first of them in %s: %s Create it again under another name."
              .formatted(
                  request.name(),
                  result.findingCount(),
                  result.findings().get(0).key(),
                  result.findings().get(0).message()));
    }
  }

  private static <T> T guard(String step, Supplier<T> work) {
    return Failures.guard(step + " after the create", work);
  }
}
