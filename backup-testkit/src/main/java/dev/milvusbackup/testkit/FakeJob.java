package dev.milvusbackup.testkit;

import dev.milvusbackup.Beta;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A job that a test controls. It runs until the test ends it with {@link #complete}, {@link
 * #completeExceptionally} or {@link #cancel}; {@link #stopped()} completes at the same time. All
 * methods can be called from any thread.
 *
 * @param <R> the type of the report
 */
@Beta
public final class FakeJob<R> extends Job<R> {

  private final String id;
  private volatile Progress progress = Progress.builder(Phase.QUEUED).build();

  /**
   * Creates a running job.
   *
   * @param id the id of the job
   */
  public FakeJob(String id) {
    this.id = Objects.requireNonNull(id, "id");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Progress progress() {
    return isDone() ? Progress.builder(Phase.DONE).build() : progress;
  }

  /**
   * Sets the progress that the job reports while it runs.
   *
   * @param current the progress
   */
  public void progress(Progress current) {
    this.progress = Objects.requireNonNull(current, "current");
  }

  @Override
  public CompletableFuture<Void> stopped() {
    return handle((report, failure) -> null);
  }
}
