package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.server.internal.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a job, in memory and in the backup store.
 *
 * @param startMillis when it started, since the epoch
 * @param endMillis when it ended; 0 while it runs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobRecord(
    @JsonUnwrapped JobSubject subject,
    JobState state,
    long startMillis,
    long endMillis,
    @JsonUnwrapped JobResult result) {

  /** The reason of a job whose server died. */
  private static final String INTERRUPTED = "interrupted";

  /** A job that starts now. */
  public static JobRecord starting(
      String id, JobKind kind, String backup, String root, List<CollectionName> targets) {
    return new JobRecord(
        new JobSubject(id, kind, backup, root),
        JobState.EXECUTING,
        Instant.now().toEpochMilli(),
        0,
        JobResult.pending(targets.stream().map(TargetRecord::pending).toList()));
  }

  public String id() {
    return subject.id();
  }

  public JobKind kind() {
    return subject.kind();
  }

  public String backup() {
    return subject.backup();
  }

  public String root() {
    return subject.root();
  }

  public String error() {
    return result.error();
  }

  /** The code of the answer to a request whose job has failed. */
  public int errorCode() {
    return reason().equals(InvalidRequestException.class.getSimpleName())
        ? Answer.BAD_REQUEST
        : Answer.FAIL;
  }

  String reason() {
    return result.reason();
  }

  long bytes() {
    return result.bytes();
  }

  long rows() {
    return result.rows();
  }

  public List<TargetRecord> targets() {
    return result.targets();
  }

  public @Nullable VerifyRecord verify() {
    return result.verify();
  }

  List<String> notes() {
    return result.notes();
  }

  JobRecord ended(JobOutcome outcome) {
    JobResult last = outcome.result();
    return new JobRecord(
        subject,
        outcome.state(),
        startMillis,
        Instant.now().toEpochMilli(),
        last.targets().isEmpty() ? last.withTargets(targets()) : last);
  }

  /** The record for a job that was running when the former server died. */
  JobRecord interrupted() {
    String why =
        "Cannot finish %s of backup '%s': interrupted, the server stopped while it ran. %s"
            .formatted(kind().label(), backup(), wayOut());
    return ended(JobOutcome.failed(why, INTERRUPTED));
  }

  Duration duration() {
    return Duration.ofMillis(Math.max(0, endMillis - startMillis));
  }

  boolean endedBefore(Instant time) {
    return endMillis != 0 && endMillis < time.toEpochMilli();
  }

  private String wayOut() {
    return switch (kind()) {
      case CREATE -> "Delete the backup to free its name, then create it again.";
      case VERIFY -> "Verify it again.";
      case RESTORE -> "Run the same restore again to resume it.";
    };
  }
}
