package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.milvus.server.ServerVersion;

/** How rows leave Milvus. */
public interface DataExport {

  /**
   * Checks that this client and this server can export at all. Changes nothing.
   *
   * @param action what needs it, such as {@code create backup 'nightly'}
   * @throws BackupException if they cannot
   */
  void require(String action, ServerVersion server);

  /**
   * Checks that a collection can be exported. Changes nothing.
   *
   * @throws BackupException if it cannot
   */
  void require(CollectionName collection);

  /** Estimates the size of an export. Changes nothing, so rows in Milvus's memory do not count. */
  ExportEstimate estimate(BackupPlan plan, JobContext job);

  /** Whether a create can reuse what an interrupted one has exported. */
  boolean resumes();

  /**
   * Prepares an export. Nothing is written yet.
   *
   * @param lock the lock of the backup; all writes go through its store
   */
  ExportRun start(BackupPlan plan, JobLock lock);
}
