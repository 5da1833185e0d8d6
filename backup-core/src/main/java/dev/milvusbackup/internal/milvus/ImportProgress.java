package dev.milvusbackup.internal.milvus;

/**
 * How far an import job is.
 *
 * @param rows the rows imported, after deletes
 * @param reason why it failed, otherwise empty
 */
public record ImportProgress(State state, int percent, long rows, String reason) {

  /** The states that matter here. */
  public enum State {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED
  }
}
