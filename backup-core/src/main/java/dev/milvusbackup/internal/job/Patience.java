package dev.milvusbackup.internal.job;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.milvusbackup.error.BackupException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long passing faults of a service are put up with. One that has never answered is probably not
 * there, and is told at once; one that has answered before is given the length of an outage to come
 * back. It is given that once: a job that fails because a service is gone calls it some times more,
 * to clean up, and shall not wait as long each time.
 */
public final class Patience {

  private final FailsafeExecutor<Object> first;
  private final FailsafeExecutor<Object> later;
  private volatile boolean answered;

  public Patience(Duration maxOutage) {
    this(Duration.ofMillis(100), Duration.ofSeconds(3), maxOutage);
  }

  Patience(Duration firstPause, Duration longestPause, Duration maxOutage) {
    RetryPolicy<Object> policy =
        RetryPolicy.builder()
            .handleIf(e -> e instanceof BackupException b && b.retryable())
            .withBackoff(firstPause, longestPause)
            .withJitter(0.3)
            .withMaxRetries(5)
            .withMaxDuration(maxOutage)
            .build();
    this.first = Failsafe.with(policy);
    this.later = Failsafe.with(RetryPolicy.builder(policy.getConfig()).withMaxRetries(-1).build());
  }

  /** With a service that has answered already. */
  public static Patience withKnown(Duration maxOutage) {
    Patience patience = new Patience(maxOutage);
    patience.answered = true;
    return patience;
  }

  /** Makes a call that may be made again, until it succeeds or patience is at its end. */
  public <T> T call(Supplier<T> action) {
    try {
      T result = (answered ? later : first).get(action::get);
      answered = true;
      return result;
    } catch (BackupException e) {
      answered = !e.retryable();
      throw e;
    }
  }
}
