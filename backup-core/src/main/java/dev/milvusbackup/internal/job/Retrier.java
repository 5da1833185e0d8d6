package dev.milvusbackup.internal.job;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.milvusbackup.error.BackupException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Retries calls during temporary faults of a service. A service that has never answered probably
 * does not exist, and the call fails after a few seconds; one that has answered before may be
 * unavailable for the length of an outage. That time is granted once: a job that fails because a
 * service is gone still calls it a few times to clean up, and does not wait that long each time.
 */
public final class Retrier {

  private static final int NONE = 0;
  private static final int FEW = 5;
  private static final int ANY_NUMBER = -1;

  private final Duration firstPause;
  private final Duration longestPause;
  private final Duration maxOutage;
  private final FailsafeExecutor<Object> first;
  private final FailsafeExecutor<Object> later;
  private volatile boolean answered;

  public Retrier(Duration maxOutage) {
    this(Duration.ofMillis(100), Duration.ofSeconds(3), maxOutage);
  }

  Retrier(Duration firstPause, Duration longestPause, Duration maxOutage) {
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.maxOutage = maxOutage;
    this.first = executor(BackupException::retryable, FEW);
    this.later = executor(BackupException::retryable, ANY_NUMBER);
  }

  /** Returns a retrier for a service that has already answered. */
  public static Retrier withKnown(Duration maxOutage) {
    Retrier retrier = new Retrier(maxOutage);
    retrier.answered = true;
    return retrier;
  }

  /** Repeats an idempotent call until it succeeds or the time is over. */
  public <T> T call(Supplier<T> action) {
    return call(action, answered ? later : first, BackupException::retryable);
  }

  /**
   * Repeats a call only after failures that are safe to repeat. Calls once while the service has
   * never answered.
   */
  public <T> T call(Supplier<T> action, Predicate<BackupException> mayRepeat) {
    return call(action, executor(mayRepeat, answered ? ANY_NUMBER : NONE), mayRepeat);
  }

  private <T> T call(
      Supplier<T> action, FailsafeExecutor<Object> executor, Predicate<BackupException> retried) {
    try {
      T result = executor.get(action::get);
      answered = true;
      return result;
    } catch (BackupException e) {
      answered = !e.retryable() || (answered && !retried.test(e));
      throw e;
    }
  }

  private FailsafeExecutor<Object> executor(Predicate<BackupException> retried, int retries) {
    return Failsafe.with(
        RetryPolicy.builder()
            .handleIf(e -> e instanceof BackupException b && retried.test(b))
            .withBackoff(firstPause, longestPause)
            .withJitter(0.3)
            .withMaxRetries(retries)
            .withMaxDuration(maxOutage)
            .build());
  }
}
