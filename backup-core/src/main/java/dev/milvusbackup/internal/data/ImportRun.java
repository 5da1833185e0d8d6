package dev.milvusbackup.internal.data;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;

/** The imports of one restore. Several threads may use it. */
public interface ImportRun {

  /**
   * Checks that Milvus sees staged files, if the restore stages any. Leaves nothing behind.
   *
   * @throws BackupException if Milvus does not see it
   */
  void checkStaging(StagingCheck check, JobContext job);

  /** When {@link #checkStaging} is worthwhile. */
  enum StagingCheck {
    /** If the restore stages much; a small import fails early enough by itself. */
    IF_LARGE,
    ALWAYS
  }

  /**
   * Whether the import of a collection mostly waits for the server, which works on many such at the
   * same time.
   */
  boolean overlaps(CollectionPlan collection);

  /** The import of one collection. */
  CollectionImport of(CollectionPlan collection);

  /** Removes the staged files. */
  void cleanUp();
}
