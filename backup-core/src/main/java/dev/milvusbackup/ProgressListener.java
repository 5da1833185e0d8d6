package dev.milvusbackup;

/**
 * Is told how a job advances: at each change of phase, and otherwise at most ten times a second.
 *
 * <p>Calls come from the job's own threads, one after the other and in order, the last one with
 * {@link Phase#DONE}. A slow listener slows the job down. An exception is logged and otherwise
 * ignored.
 */
@FunctionalInterface
public interface ProgressListener {

  /**
   * The job has advanced.
   *
   * @param progress how far it is
   */
  void onProgress(Progress progress);
}
