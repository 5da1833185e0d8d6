package dev.milvusbackup.internal.job;

import java.time.Duration;

/** The time between two polls. A test uses its own clock, so that polls take no time. */
public interface PollClock {

  /** The time of the machine. */
  PollClock MACHINE =
      new PollClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pass(CancelToken cancel, Duration pause) {
          cancel.pause(pause);
        }
      };

  /** As {@link System#nanoTime()}. */
  long nanoTime();

  /** Lets a pause pass, or ends it early as {@link CancelToken#check()} does. */
  void pass(CancelToken cancel, Duration pause);
}
