package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a job; empty while it runs.
 *
 * @param failure why it failed; empty unless it did
 * @param bytes the copied or imported bytes
 * @param targets the collections of a restore
 * @param verify the findings of a verification, once it has finished
 * @param notes what a user should know although the job succeeded
 */
record JobResult(
    @JsonUnwrapped Failure failure,
    long bytes,
    long rows,
    List<TargetRecord> targets,
    @Nullable VerifyRecord verify,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes) {

  /**
   * A failure.
   *
   * @param error the message
   * @param reason the kind of failure, for metrics and scripts
   */
  record Failure(String error, String reason) {

    static final Failure NONE = new Failure("", "");
  }

  JobResult {
    targets = targets == null ? List.of() : List.copyOf(targets);
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** Of a job that starts, with the collections that it will restore. */
  static JobResult pending(List<TargetRecord> targets) {
    return new JobResult(Failure.NONE, 0, 0, targets, null, List.of());
  }

  JobResult withTargets(List<TargetRecord> others) {
    return new JobResult(failure, bytes, rows, others, verify, notes);
  }

  String error() {
    return failure.error();
  }

  String reason() {
    return failure.reason();
  }
}
