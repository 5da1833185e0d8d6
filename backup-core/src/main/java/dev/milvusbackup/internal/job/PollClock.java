package dev.milvusbackup.internal.job;

import java.time.Duration;

/** Lets time pass between two polls. A test uses its own clock, so that polls take no time. */
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
   * @return the part of the pause that the clock of the machine does not show
   */
  Duration pass(CancelToken cancel, Duration pause);
}
