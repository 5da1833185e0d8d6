package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.Progress;
import java.util.Optional;
import java.util.OptionalDouble;

/** Percentages as the Go tool counts them: 1 at the start, 100 only at the end. */
public final class JobProgress {

  private JobProgress() {}

  public static int ofCreate(TrackedJob job) {
    return of(job, 0);
  }

  public static int ofRestore(TrackedJob job) {
    return of(job, 1);
  }

  public static long seconds(long millis) {
    return millis / 1000;
  }

  private static int of(TrackedJob job, int failed) {
    JobState state = job.record().state();
    if (state.ended()) {
      return state == JobState.SUCCESS ? 100 : failed;
    }
    double ratio = job.progress().map(Progress::ratio).flatMap(JobProgress::boxed).orElse(0.0);
    return Math.max(1, Math.min(99, (int) (ratio * 100)));
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
