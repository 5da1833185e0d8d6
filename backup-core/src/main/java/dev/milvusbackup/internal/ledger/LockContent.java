package dev.milvusbackup.internal.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.MetaJson;
import java.time.Duration;
import java.util.Objects;

/**
 * What a lock says.
 *
 * @param token a word that no other holder has
 * @param leaseMillis how long it outlives the last beat
 * @param beat counts the signs of life, so that each changes the content
 */
record LockContent(
    @JsonProperty("job_id") String jobId,
    @JsonProperty("token") String token,
    @JsonProperty("pid") long pid,
    @JsonProperty("lease_ms") long leaseMillis,
    @JsonProperty("beat") long beat) {

  private static final Duration LONGEST_LEASE = Duration.ofHours(1);

  LockContent {
    jobId = Objects.requireNonNullElse(jobId, "");
    token = Objects.requireNonNullElse(token, "");
  }

  Duration lease() {
    Duration lease = Duration.ofMillis(Math.max(1, leaseMillis));
    return lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
  }

  LockContent beat(long newBeat) {
    return new LockContent(jobId, token, pid, leaseMillis, newBeat);
  }

  byte[] bytes() {
    return MetaJson.write(this);
  }
}
