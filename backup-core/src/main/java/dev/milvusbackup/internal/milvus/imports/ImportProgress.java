package dev.milvusbackup.internal.milvus.imports;

/**
 * The progress of an import job.
 *
 * @param rows the rows imported, after deletes
 * @param reason why it failed, otherwise empty
 */
public record ImportProgress(State state, int percent, long rows, String reason) {

  /** The relevant states. */
  public enum State {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED
  }
}
