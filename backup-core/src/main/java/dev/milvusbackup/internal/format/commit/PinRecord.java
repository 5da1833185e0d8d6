package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.time.Instant;
import java.util.List;

/**
 * The sign of a job that relies on shared objects.
 *
 * @param operation what the job does
 * @param host for people
 * @param pid for people
 * @param beat counts the beats, so that each changes the content
 * @param beatAt the time of the last beat by the holder's clock; for people
 * @param seen the condemned lists whose objects the job does not rely on
 */
public record PinRecord(
    @JsonProperty("operation") String operation,
    @JsonProperty("job_id") String jobId,
    @JsonProperty("host") String host,
    @JsonProperty("pid") long pid,
    @JsonProperty("beat") long beat,
    @JsonProperty("beat_at") String beatAt,
    @JsonProperty("seen") List<String> seen) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public PinRecord {
    operation = MetadataDefaults.text(operation);
    jobId = MetadataDefaults.text(jobId);
    host = MetadataDefaults.text(host);
    beatAt = MetadataDefaults.text(beatAt);
    seen = MetadataDefaults.list(seen);
  }

  /** Replaces an unreadable pin: it has seen nothing. */
  public static PinRecord unreadable() {
    return new PinRecord("", "", "", 0, 0, "", List.of());
  }

  public PinRecord beatAgain(Instant now) {
    return new PinRecord(operation, jobId, host, pid, beat + 1, now.toString(), seen);
  }

  public PinRecord withSeen(List<String> lists) {
    return new PinRecord(operation, jobId, host, pid, beat, beatAt, lists);
  }

  /** For messages. */
  public String holder() {
    return jobId.isEmpty()
        ? "an unknown job"
        : "%s job %s on host %s (process %d)".formatted(operation, jobId, host, pid);
  }
}
