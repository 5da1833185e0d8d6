package dev.milvusbackup;

import java.util.concurrent.CompletableFuture;

/**
 * An operation under way: a {@link CompletableFuture} that also tells its progress and stops the
 * work when it is cancelled.
 *
 * <p>{@link #join()} throws a {@link java.util.concurrent.CompletionException} whose cause is the
 * {@link dev.milvusbackup.error.BackupException}. Whoever completes the future from outside, by
 * {@link #cancel()}, {@link #orTimeout} or {@link #complete}, also stops the work; {@link
 * #stopped()} tells when it has ended and tidied up. Cancelling a dependent future, as {@code
 * thenApply} gives it, does not reach the job: that is how {@link CompletableFuture} works.
 *
 * @param <R> the report
 */
public abstract class Job<R> extends CompletableFuture<R> {

  /** For this library; not meant to be extended elsewhere. */
  protected Job() {}

  /**
   * Identifies the job in logs, and the backup that a create makes.
   *
   * @return the id of the request, or a random UUID
   */
  public abstract String id();

  /**
   * How far the work is: an immutable snapshot, cheap to take at any time.
   *
   * @return the snapshot
   */
  public abstract Progress progress();

  /**
   * Completes when no thread works for this job any longer and its clean-up is done. Never
   * completes exceptionally; completing it from outside has no effect on the job.
   *
   * @return a future for the end of the work
   */
  public abstract CompletableFuture<Void> stopped();

  /**
   * Cancels the job: the future completes at once with a {@link
   * java.util.concurrent.CancellationException}, the work stops at the next object or poll and
   * removes what it has made.
   *
   * @return true if the job was still running
   */
  public boolean cancel() {
    return cancel(true);
  }
}
