package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.Job;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts jobs and records them: the latest in memory, all of them in the journal. */
public final class JobBook implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobBook.class);
  private static final int REMEMBERED = 1000;

  private final JobJournal journal;
  private final JobMetrics metrics;
  private final Duration grace;
  private final Map<String, TrackedJob> jobs = new LinkedHashMap<>();
  private final Map<TrackedJob, CompletableFuture<Void>> working = new ConcurrentHashMap<>();
  private boolean closed;

  public JobBook(JobJournal journal, JobMetrics metrics, Duration retention, Duration grace) {
    this.journal = journal;
    this.metrics = metrics;
    this.grace = grace;
    for (JobRecord job : journal.recover(retention)) {
      remember(new TrackedJob(job));
      metrics.recovered(job);
    }
  }

  /**
   * Starts a job.
   *
   * @param record the initial record
   * @param work starts the work
   * @param outcome converts a report to an outcome
   * @param after runs after the last thread of the job has ended
   * @throws InvalidRequestException if a job of that id is running
   */
  public <R> TrackedJob start(
      JobRecord record, Supplier<Job<R>> work, Function<R, JobOutcome> outcome, Runnable after) {
    TrackedJob tracked = new TrackedJob(record);
    try {
      register(tracked);
    } catch (RuntimeException e) {
      after.run();
      throw e;
    }
    metrics.started(record);
    try {
      journal.write(record);
      run(tracked, work.get(), outcome, after);
    } catch (RuntimeException e) {
      end(tracked, JobOutcome.of(e));
      after.run();
      throw e;
    }
    return tracked;
  }

  public Optional<TrackedJob> find(String id) {
    synchronized (jobs) {
      TrackedJob known = jobs.get(id);
      if (known != null) {
        return Optional.of(known);
      }
    }
    return journal.read(id).map(TrackedJob::new);
  }

  /** Those in memory, the newest first. */
  public List<TrackedJob> list() {
    synchronized (jobs) {
      List<TrackedJob> all = new ArrayList<>(jobs.values());
      Collections.reverse(all);
      return all;
    }
  }

  /** The newest match. */
  public Optional<TrackedJob> latest(Predicate<JobRecord> which) {
    return list().stream().filter(job -> which.test(job.record())).findFirst();
  }

  /**
   * Cancels a job.
   *
   * @return false if it was not running
   */
  public boolean cancel(TrackedJob job) {
    return job.cancel();
  }

  /**
   * Lets running jobs finish within the grace period, then cancels them and waits for the same time
   * again.
   */
  @Override
  public void close() {
    synchronized (jobs) {
      closed = true;
    }
    if (!awaitWork()) {
      list().forEach(TrackedJob::cancel);
      if (!awaitWork()) {
        LOG.warn("Jobs are still cleaning up after {}; leftovers are listed as incomplete", grace);
      }
    }
  }

  private <R> void run(
      TrackedJob tracked, Job<R> job, Function<R, JobOutcome> outcome, Runnable after) {
    tracked.running(job);
    CompletableFuture<Void> ending =
        job.handle((report, e) -> e == null ? outcome.apply(report) : logged(tracked, e))
            .thenAccept(result -> end(tracked, result));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(ending, job.stopped()).thenRunAsync(after);
    working.put(tracked, all);
    CompletableFuture<Void> unused = all.whenComplete((nothing, e) -> working.remove(tracked));
  }

  private static JobOutcome logged(TrackedJob job, Throwable failure) {
    JobOutcome outcome = JobOutcome.of(failure);
    LOG.warn("Job {} failed: {}", job.record().id(), outcome.result().error());
    if (failure instanceof UnexpectedFailureException) {
      LOG.error("Job {} failed unexpectedly", job.record().id(), failure);
    } else {
      LOG.debug("Job {} failed", job.record().id(), failure);
    }
    return outcome;
  }

  private void end(TrackedJob job, JobOutcome outcome) {
    JobRecord last = job.record().ended(outcome);
    job.end(last);
    metrics.ended(last);
    try {
      journal.write(last);
    } catch (StorageException e) {
      LOG.warn(
          "Cannot store the end of job {}; it will be reported as interrupted later", last.id(), e);
    } finally {
      job.announce();
    }
  }

  private void register(TrackedJob job) {
    synchronized (jobs) {
      if (closed) {
        throw new ServerStoppingException();
      }
      TrackedJob known = jobs.get(job.record().id());
      if (known != null && !known.record().state().ended()) {
        throw new InvalidRequestException(
            "Cannot start a job with the id '%s': a job of that id is running. Choose another id."
                .formatted(job.record().id()));
      }
      remember(job);
    }
  }

  private void remember(TrackedJob job) {
    synchronized (jobs) {
      // A reused id counts as new.
      jobs.remove(job.record().id());
      jobs.put(job.record().id(), job);
      Iterator<TrackedJob> oldest = jobs.values().iterator();
      while (jobs.size() > REMEMBERED && oldest.hasNext()) {
        if (oldest.next().record().state().ended()) {
          oldest.remove();
        }
      }
    }
  }

  private boolean awaitWork() {
    CompletableFuture<Boolean> idle =
        CompletableFuture.allOf(working.values().toArray(CompletableFuture<?>[]::new))
            .handle((nothing, e) -> true);
    return idle.completeOnTimeout(false, grace.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
