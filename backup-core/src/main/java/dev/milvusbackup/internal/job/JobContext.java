package dev.milvusbackup.internal.job;

/**
 * What goes sideways through the pipelines: the rest is handed from stage to stage.
 *
 * @param id the job's id
 * @param cancel read at every object and every poll
 * @param progress written
 */
public record JobContext(String id, CancelToken cancel, ProgressTracker progress) {

  /** For work that is done while its caller waits. */
  public static JobContext unobserved(String id) {
    return unobserved(id, PollClock.MACHINE);
  }

  /** The same, with polls on a clock. */
  public static JobContext unobserved(String id, PollClock clock) {
    return new JobContext(id, new CancelToken(clock), new ProgressTracker(null));
  }
}
