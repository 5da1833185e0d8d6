package dev.milvusbackup.internal.job;

/**
 * The side channels of the pipelines; everything else passes from stage to stage.
 *
 * @param id the job's id
 * @param cancel checked at every object and every poll
 * @param progress written
 */
public record JobContext(String id, CancelToken cancel, ProgressTracker progress) {

  /** For work that its caller waits for. */
  public static JobContext unobserved(String id) {
    return unobserved(id, PollClock.MACHINE);
  }

  /** The same, with polls on a clock. */
  public static JobContext unobserved(String id, PollClock clock) {
    return new JobContext(id, new CancelToken(clock), new ProgressTracker(null));
  }
}
