package dev.milvusbackup.internal.data;

import dev.milvusbackup.internal.job.JobContext;

/** The export of one backup. */
public interface ExportRun {

  /**
   * Exports the collections of the plan into the backup store.
   *
   * @param start whether what an interrupted export has left is reused
   */
  ExportedData export(StartMode start, JobContext job);

  /** How many exported objects a later create can reuse. */
  long reusable();

  /** Makes sure that a later create finds the {@link #reusable} objects. */
  void keepReusable();
}
