package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.milvusbackup.CollectionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a job, in memory and in the backup store.
 *
 * @param root the root override of the request; empty for the configured root
 * @param startMillis when it started, since the epoch
 * @param endMillis when it ended; 0 while it runs
 * @param error the error; empty unless it failed
 * @param reason the kind of failure, for metrics and scripts; empty unless it failed
 * @param bytes the copied or imported bytes
 * @param targets the collections of a restore
 * @param verify the findings of a verification, once it has finished
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobRecord(
    String id,
    JobKind kind,
    String backup,
    String root,
    JobState state,
    long startMillis,
    long endMillis,
    String error,
    String reason,
    long bytes,
    long rows,
    List<TargetRecord> targets,
    @Nullable VerifyRecord verify) {

  /** The reason of a job whose server died. */
  public static final String INTERRUPTED = "interrupted";

  public JobRecord {
    targets = targets == null ? List.of() : List.copyOf(targets);
  }

  /** A job that starts now. */
  public static JobRecord starting(
      String id, JobKind kind, String backup, String root, List<CollectionName> targets) {
    return new JobRecord(
        id,
        kind,
        backup,
        root,
        JobState.EXECUTING,
        Instant.now().toEpochMilli(),
        0,
        "",
        "",
        0,
        0,
        targets.stream().map(TargetRecord::pending).toList(),
        null);
  }

  JobRecord ended(JobOutcome outcome) {
    return new JobRecord(
        id,
        kind,
        backup,
        root,
        outcome.state(),
        startMillis,
        Instant.now().toEpochMilli(),
        outcome.error(),
        outcome.reason(),
        outcome.bytes(),
        outcome.rows(),
        outcome.targets().isEmpty() ? targets : outcome.targets(),
        outcome.verify());
  }

  /** The record for a job that was running when the former server died. */
  JobRecord interrupted() {
    String why =
        "Cannot finish %s of backup '%s': interrupted, the server stopped while it ran. %s"
            .formatted(kind.label(), backup, wayOut());
    return ended(JobOutcome.failed(why, INTERRUPTED));
  }

  Duration duration() {
    return Duration.ofMillis(Math.max(0, endMillis - startMillis));
  }

  boolean endedBefore(Instant time) {
    return endMillis != 0 && endMillis < time.toEpochMilli();
  }

  private String wayOut() {
    return switch (kind) {
      case CREATE -> "Delete the backup to free its name, then create it again.";
      case VERIFY -> "Verify it again.";
      case RESTORE -> "Run the same restore again to resume it.";
    };
  }
}
