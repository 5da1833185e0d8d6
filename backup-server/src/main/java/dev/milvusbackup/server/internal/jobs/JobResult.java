package dev.milvusbackup.server.internal.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a job; empty while it runs.
 *
 * @param error the error; empty unless it failed
 * @param reason the kind of failure, for metrics and scripts; empty unless it failed
 * @param bytes the copied or imported bytes
 * @param targets the collections of a restore
 * @param verify the findings of a verification, once it has finished
 */
record JobResult(
    String error,
    String reason,
    long bytes,
    long rows,
    List<TargetRecord> targets,
    @Nullable VerifyRecord verify) {

  JobResult {
    targets = targets == null ? List.of() : List.copyOf(targets);
  }

  /** Of a job that starts, with the collections that it will restore. */
  static JobResult pending(List<TargetRecord> targets) {
    return new JobResult("", "", 0, 0, targets, null);
  }

  JobResult withTargets(List<TargetRecord> others) {
    return new JobResult(error, reason, bytes, rows, others, verify);
  }
}
