package dev.milvusbackup.internal.job;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells work to stop. Once cancelled it stays so. */
public final class CancelToken {

  private final CountDownLatch cancelled = new CountDownLatch(1);

  public void cancel() {
    cancelled.countDown();
  }

  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /**
   * Stops the caller if the token is cancelled or its thread is interrupted.
   *
   * @throws CancellationException if so
   */
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("The job was cancelled");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The job's thread was interrupted");
    }
  }

  /**
   * Waits, but no longer than until the token is cancelled.
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
}
