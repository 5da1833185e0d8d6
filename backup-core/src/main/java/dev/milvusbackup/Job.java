package dev.milvusbackup;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.TimedOutException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A running operation: a {@link CompletableFuture} of its report that also exposes progress and can
 * be cancelled. All methods can be called from any thread.
 *
 * <p>{@link #await()} throws the failure of the job itself. {@link #join()} and {@link #get()} wrap
 * it, like those of every {@link CompletableFuture}: the {@link BackupException} is the cause of
 * the {@link CompletionException} or {@link ExecutionException}.
 *
 * <p>Completing the future from outside, by {@link #cancel()}, {@link #orTimeout} or {@link
 * #complete}, also stops the work; {@link #stopped()} completes when the work has ended and cleaned
 * up. Cancelling a dependent future, such as one that {@code thenApply} returns, does not cancel
 * the job.
 *
 * @param <R> the type of the report
 */
public abstract class Job<R> extends CompletableFuture<R> {

  /**
   * Creates a job. Meant for this library and its test kit; applications use {@link #completed} and
   * {@link #failed}.
   */
  protected Job() {}

  /**
   * Returns a job that has already succeeded, for tests.
   *
   * @param report the report
   * @param <R> the type of the report
   * @return a job with a random id
   */
  public static <R> Job<R> completed(R report) {
    Job<R> job = new EndedJob<>(UUID.randomUUID().toString());
    job.complete(report);
    return job;
  }

  /**
   * Returns a job that has already failed, for tests.
   *
   * @param failure the failure
   * @param <R> the type of the report that it does not have
   * @return a job with a random id
   */
  public static <R> Job<R> failed(BackupException failure) {
    Job<R> job = new EndedJob<>(UUID.randomUUID().toString());
    job.completeExceptionally(failure);
    return job;
  }

  /**
   * Returns the id of the job, which appears in logs. A backup has the id of the job that created
   * it.
   *
   * @return the id that the request sets, or a random UUID
   */
  public abstract String id();

  /**
   * Returns the current progress. Cheap; can be called at any time.
   *
   * @return an immutable snapshot
   */
  public abstract Progress progress();

  /**
   * Returns a future that completes when no thread is working for this job anymore and its clean-up
   * is finished. It never completes exceptionally; completing it from outside has no effect on the
   * job.
   *
   * @return a future for the end of the work
   */
  public abstract CompletableFuture<Void> stopped();

  /**
   * Cancels the job. The future immediately completes with a {@link
   * java.util.concurrent.CancellationException}; the work stops at the next object or poll and
   * removes what it has created.
   *
   * @return true if the job was still running
   */
  public boolean cancel() {
    return cancel(true);
  }

  /**
   * Waits for the job. The wait ignores interrupts, like {@link #join()}; the thread stays
   * interrupted.
   *
   * @return the report
   * @throws BackupException the failure of the job
   * @throws java.util.concurrent.CancellationException if the job was cancelled
   */
  public R await() {
    try {
      return join();
    } catch (CompletionException e) {
      throw failure(e, e.getCause());
    }
  }

  /**
   * Waits for the job, but not longer than a timeout. When the timeout passes, the job keeps
   * running: wait again, or {@link #cancel()} it. The wait ignores interrupts, like {@link
   * #join()}; the thread stays interrupted.
   *
   * @param timeout the maximum time to wait
   * @return the report
   * @throws BackupException the failure of the job
   * @throws TimedOutException if the timeout passes; {@link #isDone()} is then false
   * @throws java.util.concurrent.CancellationException if the job was cancelled
   */
  public R await(Duration timeout) {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failure(new CompletionException(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new TimedOutException(
          "Cannot wait any longer for job %s: it is still running after %s (%s). Wait again, or cancel it."
              .formatted(id(), timeout, progress().phase()),
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RuntimeException failure(CompletionException wrapped, @Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof TimeoutException) {
      return new TimedOutException(
          "Cannot finish job %s: the time that orTimeout allows has passed. Allow more."
              .formatted(id()),
          cause);
    }
    return cause instanceof RuntimeException failure ? failure : wrapped;
  }
}
