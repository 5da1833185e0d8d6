package dev.milvusbackup.internal.job;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Signals work to stop. A cancelled token remains cancelled. */
public final class CancelToken {

  private final PollClock clock;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  public CancelToken() {
    this(PollClock.MACHINE);
  }

  /** A token whose polls wait on another clock. */
  public CancelToken(PollClock clock) {
    this.clock = clock;
  }

  public void cancel() {
    cancelled.countDown();
  }

  /** Also stops the work, and the job ends with this failure. An earlier cancel wins. */
  public void fail(RuntimeException why) {
    if (!isCancelled()) {
      failure.compareAndSet(null, why);
    }
    cancelled.countDown();
  }

  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /**
   * Stops the caller if the token is cancelled or its thread is interrupted.
   *
   * @throws CancellationException if so
   * @throws RuntimeException the failure passed to {@link #fail}
   */
  public void check() {
    if (isCancelled()) {
      RuntimeException why = failure.get();
      if (why != null) {
        throw why;
      }
      throw new CancellationException("The job was cancelled");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The job's thread was interrupted");
    }
  }

  /**
   * Waits, at most until the token is cancelled.
   *
   * @throws CancellationException as {@link #check()}
   */
  public void pause(Duration duration) {
    try {
      if (cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      check();
    }
  }

  /** A token on the same clock that is not cancelled, for the clean-up after a cancellation. */
  public CancelToken forCleanUp() {
    return new CancelToken(clock);
  }

  /** The clock on which polls wait. */
  PollClock clock() {
    return clock;
  }
}
