package dev.milvusbackup.internal.job;

import dev.milvusbackup.Job;
import dev.milvusbackup.Progress;
import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.error.UnexpectedFailureException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** A job on a thread of the executor. */
public final class RunningJob<R> extends Job<R> {

  private final JobContext context;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private RunningJob(String id, Optional<ProgressListener> listener, PollClock clock) {
    this.context =
        new JobContext(id, new CancelToken(clock), new ProgressTracker(listener.orElse(null)));
  }

  public static <R> Job<R> start(
      Executor executor,
      String id,
      Optional<ProgressListener> listener,
      Function<JobContext, R> work) {
    return start(executor, id, listener, PollClock.MACHINE, work);
  }

  /** A job whose polls wait on a clock. */
  public static <R> Job<R> start(
      Executor executor,
      String id,
      Optional<ProgressListener> listener,
      PollClock clock,
      Function<JobContext, R> work) {
    RunningJob<R> job = new RunningJob<>(id, listener, clock);
    // The future is complete, so the work has no purpose any longer.
    CompletableFuture<Void> unused =
        job.handle(
            (report, failure) -> {
              job.context.cancel().cancel();
              return null;
            });
    try {
      executor.execute(() -> job.run(work));
    } catch (RejectedExecutionException e) {
      job.stopped.complete(null);
      job.completeExceptionally(
          new UnexpectedFailureException(
              "Cannot start job %s: the executor rejects it. Pass an executor that is running."
                  .formatted(id),
              e));
    }
    return job;
  }

  @Override
  public String id() {
    return context.id();
  }

  @Override
  public Progress progress() {
    return context.progress().snapshot();
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return stopped.copy();
  }

  private void run(Function<JobContext, R> work) {
    try {
      context.progress().started();
      context.cancel().check();
      R report = work.apply(context);
      context.progress().ended();
      complete(report);
    } catch (CancellationException e) {
      context.progress().ended();
      cancel(false);
    } catch (RuntimeException e) {
      context.progress().ended();
      completeExceptionally(Failures.known("finish job " + context.id(), e));
    } catch (Throwable e) { // an error of the JVM: the caller must see it
      context.progress().ended();
      completeExceptionally(e);
    } finally {
      stopped.complete(null);
    }
  }
}
