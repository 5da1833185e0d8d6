package dev.milvusbackup;

/**
 * The rule of a restore for an earlier, interrupted run of the same restore: of the same backup and
 * collections, into the same Milvus, under the same names. If the earlier run is still active, the
 * restore always fails.
 */
public enum IfInterrupted {
  /**
   * Resumes. Collections that were restored stay, and finished import jobs are not repeated. A
   * collection whose content is uncertain is dropped and filled again. If such a collection existed
   * before the restore ({@link IfExists#APPEND}), the restore fails instead.
   */
  RESUME,
  /**
   * Drops partially restored collections and starts from the beginning. Collections that were
   * restored count as existing targets. Rows that were added to existing collections remain.
   */
  RESTART,
  /** The restore fails if anything remains of the earlier run. */
  FAIL
}
