package dev.milvusbackup.internal.job;

import java.time.Duration;

/**
 * Lets time pass between two polls. A test brings a clock of its own, so that no poll takes time.
 */
@FunctionalInterface
public interface PollClock {

  /** The time of the machine. */
  PollClock MACHINE =
      (cancel, pause) -> {
        cancel.pause(pause);
        return Duration.ZERO;
      };

  /**
   * Lets a pause pass, or ends it early as {@link CancelToken#check()} does.
   *
   * @return how much of it the clock of the machine does not know of
   */
  Duration pass(CancelToken cancel, Duration pause);
}
