package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.Job;
import dev.milvusbackup.Progress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A job of this server, running or finished. */
public final class TrackedJob {

  private final CompletableFuture<JobRecord> ended = new CompletableFuture<>();
  private volatile JobRecord record;
  private volatile @Nullable Job<?> running;

  TrackedJob(JobRecord record) {
    this.record = record;
    if (record.state().ended()) {
      ended.complete(record);
    }
  }

  public JobRecord record() {
    return record;
  }

  /** Empty after it has ended. */
  public Optional<Progress> progress() {
    return Optional.ofNullable(running).map(Job::progress);
  }

  /** Completes, always normally, with the record of the finished job after it is stored. */
  public CompletableFuture<JobRecord> ended() {
    return ended.copy();
  }

  void running(Job<?> job) {
    running = job;
    if (ended.isDone()) {
      running = null;
    }
  }

  boolean cancel() {
    Job<?> job = running;
    return job != null && job.cancel();
  }

  void end(JobRecord last) {
    record = last;
    running = null;
  }

  void announce() {
    ended.complete(record);
  }
}
