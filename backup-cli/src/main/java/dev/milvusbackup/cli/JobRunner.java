package dev.milvusbackup.cli;

import dev.milvusbackup.Job;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Waits for a job; an interrupt from the keyboard cancels it and waits for its clean-up. */
final class JobRunner {

  private static final long CLEAN_UP_SECONDS = 120;

  private final PrintWriter err;

  JobRunner(PrintWriter err) {
    this.err = err;
  }

  /** Starts a job that reports its progress to a display. */
  <R> R run(Function<ProgressDisplay, Job<R>> start) {
    try (ProgressDisplay display = ProgressDisplay.on(err)) {
      return await(() -> start.apply(display));
    }
  }

  <R> R await(Supplier<Job<R>> start) {
    Job<R> job = start.get();
    Thread hook = new Thread(() -> cancel(job), "milvus-backup-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return job.await();
    } finally {
      remove(hook);
    }
  }

  private void cancel(Job<?> job) {
    if (!job.cancel()) {
      return;
    }
    err.println();
    err.println("Interrupted: removing what was created so far.");
    try {
      job.stopped().get(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      err.println(
          "Warning: the clean-up has not finished; list shows the leftovers as incomplete.");
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, so the hook has cancelled the job: leave the rest to it.
      waitForEnd();
    }
  }

  /** The exit code is the signal's; returning would report an error. */
  private static void waitForEnd() {
    try {
      Thread.sleep(TimeUnit.SECONDS.toMillis(CLEAN_UP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
