package dev.milvusbackup.server.internal.api;

import dev.milvusbackup.Progress;
import dev.milvusbackup.server.internal.job.JobState;
import dev.milvusbackup.server.internal.job.TrackedJob;
import java.util.Optional;
import java.util.OptionalDouble;

/** Percentages as the Go tool counts them: 1 at the start, 100 only at the end. */
final class JobProgress {

  private JobProgress() {}

  static int ofCreate(TrackedJob job) {
    return of(job, 0);
  }

  static int ofRestore(TrackedJob job) {
    return of(job, 1);
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
