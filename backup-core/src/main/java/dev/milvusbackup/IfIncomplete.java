package dev.milvusbackup;

/**
 * The rule of a create for an incomplete backup of the same name. If another job is still working
 * on it, or if a complete backup of that name exists, the create always fails.
 *
 * <p>Resuming does not continue the old snapshot: collections are flushed and planned again, so the
 * backup contains every row that was acknowledged before the new create started. Objects that were
 * already copied and still belong to the backup are reused; all others are deleted.
 */
public enum IfIncomplete {
  /**
   * Resumes an interrupted create that had the same collections, strategy and Milvus storage. Any
   * other incomplete backup makes the create fail.
   */
  RESUME_SAME,
  /** Resumes any interrupted create, even one with other collections. */
  RESUME,
  /** Deletes the incomplete backup and starts from the beginning. */
  RESTART,
  /** The create fails. */
  FAIL
}
