package dev.milvusbackup;

/**
 * What a restore does if the same restore was begun before and did not end: the same backup, into
 * the same Milvus, of the same collections under the same names. If it is still running, the
 * restore fails in any case.
 */
public enum IfInterrupted {
  /**
   * Goes on with it. Collections that were restored count as restored, and import jobs that are
   * done are not repeated. A collection of which it is not certain what it holds is dropped and
   * filled anew; one that was there before ({@link IfExists#INTO}) makes the restore fail in that
   * case.
   */
  RESUME,
  /**
   * Drops what is half done, and starts from nothing. Collections that were restored are targets
   * that exist, as any other. Rows that came into a collection that was there before stay.
   */
  RESTART,
  /** Refuses, if anything is left of it. */
  FAIL
}
