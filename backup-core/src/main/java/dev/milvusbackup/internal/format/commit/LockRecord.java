package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock object: the holder and its last beat.
 *
 * @param operation what the job does, such as {@link #CREATE}
 * @param token a random word, unique to this holder
 * @param host for people
 * @param pid for people
 * @param leaseMillis how long the lock outlives the last beat
 * @param beat counts the beats, so that each changes the content
 * @param beatAt the time of the last beat by the holder's clock; for people, since clocks differ
 * @param released the holder has ended and left its work to the next job
 * @param request the request of a create
 */
public record LockRecord(
    @JsonProperty("operation") String operation,
    @JsonProperty("job_id") String jobId,
    @JsonProperty("token") String token,
    @JsonProperty("host") String host,
    @JsonProperty("pid") long pid,
    @JsonProperty("lease_ms") long leaseMillis,
    @JsonProperty("beat") long beat,
    @JsonProperty("beat_at") String beatAt,
    @JsonProperty("released") boolean released,
    @JsonProperty("request") @Nullable CreateIntent request) {

  public static final String CREATE = "create";
  public static final String DELETE = "delete";
  public static final String RESTORE = "restore";
  public static final String PRUNE = "prune";
  public static final String ADOPT = "adopt";
  public static final String UNDELETE = "undelete";
  public static final String REPAIR = "repair";

  private static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);
  private static final Duration LONGEST_LEASE = Duration.ofHours(1);

  /** Replaces values that the JSON leaves out by empty ones. */
  public LockRecord {
    operation = MetadataDefaults.text(operation);
    jobId = MetadataDefaults.text(jobId);
    token = MetadataDefaults.text(token);
    host = MetadataDefaults.text(host);
    beatAt = MetadataDefaults.text(beatAt);
  }

  /** Replaces an unreadable lock: unknown holder, default lease. */
  public static LockRecord unreadable() {
    return new LockRecord("", "", "", "", 0, 0, 0, "", false, null);
  }

  /** The lease, corrected if the number in the file is invalid. */
  public Duration lease() {
    if (leaseMillis <= 0) {
      return DEFAULT_LEASE;
    }
    Duration lease = Duration.ofMillis(leaseMillis);
    return lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
  }

  public Optional<CreateIntent> intent() {
    return operation.equals(CREATE) ? Optional.ofNullable(request) : Optional.empty();
  }

  /** Whether the last beat is within the lease by this machine's clock: a guess, for people. */
  public boolean seemsAlive(Instant now) {
    return !released
        && beatTime()
            .map(last -> Duration.between(last, now).abs().compareTo(lease()) <= 0)
            .orElse(false);
  }

  /** For messages. */
  public String holder() {
    return jobId.isEmpty()
        ? "an unknown job"
        : "job %s on host %s (process %d, last sign of life at %s)"
            .formatted(jobId, host, pid, beatAt);
  }

  public LockRecord beatAgain(Instant now) {
    return new LockRecord(
        operation,
        jobId,
        token,
        host,
        pid,
        leaseMillis,
        beat + 1,
        now.toString(),
        released,
        request);
  }

  public LockRecord release() {
    return new LockRecord(
        operation, jobId, token, host, pid, leaseMillis, beat, beatAt, true, request);
  }

  private Optional<Instant> beatTime() {
    try {
      return Optional.of(Instant.parse(beatAt));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
