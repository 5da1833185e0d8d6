package dev.milvusbackup.internal.job;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls a condition, with growing pauses, until a deadline. */
public final class Deadline {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

  private long endNanos;
  private final Duration longestPause;
  private Duration pause = FIRST_PAUSE;

  private Deadline(Duration timeout, Duration longestPause) {
    this.endNanos = System.nanoTime() + timeout.toNanos();
    this.longestPause = longestPause;
  }

  public static Deadline in(Duration timeout, Duration longestPause) {
    return new Deadline(timeout, longestPause);
  }

  public boolean hasPassed() {
    return System.nanoTime() - endNanos >= 0;
  }

  /**
   * Polls until the condition holds.
   *
   * @return false if the deadline passed first
   */
  public boolean await(CancelToken cancel, BooleanSupplier condition) {
    while (true) {
      cancel.check();
      if (condition.getAsBoolean()) {
        return true;
      }
      if (hasPassed()) {
        return false;
      }
      pause(cancel);
    }
  }

  /** Waits for the next, longer pause. */
  public void pause(CancelToken cancel) {
    endNanos -= cancel.pauseBetweenPolls(pause).toNanos();
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(longestPause) > 0 ? longestPause : longer;
  }
}
