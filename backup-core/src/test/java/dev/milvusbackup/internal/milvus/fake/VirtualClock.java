package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.PollClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The time of a Milvus in memory. It stands still until somebody waits, and then jumps; what is due
 * by then happens first, each thing at its moment.
 */
public final class VirtualClock implements PollClock {

  private static final long START_MILLIS = 1_764_000_000_000L;
  private static final long STEP_MILLIS = 50;
  private static final int COUNTER_BITS = 18;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::millis).thenComparingLong(Event::number));
  private long nanos = START_MILLIS * 1_000_000;
  private long eventCount;
  private long lastStep;
  private long counter;

  private record Event(long millis, long number, Runnable action) {}

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public void pass(CancelToken cancel, Duration pause) {
    cancel.check();
    advance(pause);
    cancel.check();
  }

  /** Lets time pass. */
  public synchronized void advance(Duration duration) {
    long end = nanos + duration.toNanos();
    while (!events.isEmpty() && events.peek().millis * 1_000_000 <= end) {
      Event event = events.remove();
      nanos = Math.max(nanos, event.millis * 1_000_000);
      event.action.run();
    }
    nanos = end;
  }

  /** Milliseconds since 1970. */
  public synchronized long millis() {
    return nanos / 1_000_000;
  }

  synchronized void in(Duration delay, Runnable action) {
    at(millis() + delay.toMillis(), action);
  }

  synchronized void at(long millis, Runnable action) {
    events.add(new Event(millis, eventCount++, action));
  }

  /** The next hybrid timestamp: Milvus's milliseconds go on in steps. */
  synchronized long timestamp() {
    long step = millis() / STEP_MILLIS * STEP_MILLIS;
    counter = step == lastStep ? counter + 1 : 0;
    lastStep = step;
    return (step << COUNTER_BITS) | counter;
  }
}
