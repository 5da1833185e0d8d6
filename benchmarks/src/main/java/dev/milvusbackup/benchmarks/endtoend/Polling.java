package dev.milvusbackup.benchmarks.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls like a waiting caller. */
final class Polling {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Polling() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("No result within " + LONGEST);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
