package dev.milvusbackup;

/**
 * Receives progress updates for a job: one for each change of phase, and otherwise at most ten per
 * second.
 *
 * <p>Updates arrive on threads of the job, one at a time and in order; the last one has {@link
 * Phase#DONE}. A slow listener slows the job down. Exceptions are logged and otherwise ignored.
 */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Receives an update.
   *
   * @param progress the current progress
   */
  void onProgress(Progress progress);
}
