package dev.milvusbackup.internal.job;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls a condition, with growing pauses, until a deadline or until the job is cancelled. */
public final class Deadline {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

  private final CancelToken cancel;
  private final long endNanos;
  private final Duration longestPause;
  private Duration pause = FIRST_PAUSE;

  private Deadline(CancelToken cancel, Duration timeout, Duration longestPause) {
    this.cancel = cancel;
    this.endNanos = cancel.clock().nanoTime() + timeout.toNanos();
    this.longestPause = longestPause;
  }

  /** A deadline on the clock of the token. */
  public static Deadline in(CancelToken cancel, Duration timeout, Duration longestPause) {
    return new Deadline(cancel, timeout, longestPause);
  }

  public boolean hasPassed() {
    return cancel.clock().nanoTime() - endNanos >= 0;
  }

  /**
   * Polls until the condition holds.
   *
   * @return false if the deadline passed first
   */
  public boolean await(BooleanSupplier condition) {
    while (true) {
      cancel.check();
      if (condition.getAsBoolean()) {
        return true;
      }
      if (hasPassed()) {
        return false;
      }
      pause();
    }
  }

  /** Waits for the next, longer pause. */
  public void pause() {
    cancel.clock().pass(cancel, pause);
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(longestPause) > 0 ? longestPause : longer;
  }
}
