package dev.milvusbackup;

/**
 * What a create does if an incomplete backup of its name is there. If a job is still at work on it,
 * the create fails in any case; if a complete backup is there, too.
 *
 * <p>Resuming does not continue the old snapshot: flush and planning are done anew, so that the
 * backup holds every row acknowledged before the new create. What was copied already and still
 * belongs to it is not copied again; the rest is removed.
 */
public enum IfIncomplete {
  /**
   * Resumes a create that was interrupted, if it was asked for the same: same collections, same
   * strategy, same Milvus storage. Anything else is refused.
   */
  RESUME_SAME,
  /** Resumes whatever is there, also if it was asked for something else. */
  RESUME,
  /** Deletes what is there, and starts from nothing. */
  RESTART,
  /** Refuses. */
  FAIL
}
