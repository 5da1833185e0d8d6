package dev.milvusbackup.internal.data;

import dev.milvusbackup.internal.job.JobContext;

/** The export of one backup. */
public interface ExportRun extends AutoCloseable {

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

  /** A word that no other create has; empty if the backup shares nothing. */
  default String token() {
    return "";
  }

  /**
   * Looks whether everything that the backup refers to outside of its own directory still exists.
   * The caller publishes the backup after the first look, and withdraws it if the second one fails.
   *
   * @throws dev.milvusbackup.error.CorruptBackupException if something is gone
   * @throws dev.milvusbackup.error.BackupLockedException if something may be removed at any moment
   */
  default void requireShared() {}

  /**
   * Removes what it has written outside of the directory of the backup, if nothing refers to it.
   */
  default void discard() {}

  @Override
  default void close() {}
}
