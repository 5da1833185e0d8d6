package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How rows enter Milvus. */
public interface DataImport {

  /**
   * Checks that this client and this server can import a backup at all. Changes nothing.
   *
   * @throws BackupException if they cannot
   */
  void require(LoadedBackup backup);

  /**
   * Checks that the server can store a collection completely. Changes nothing.
   *
   * @throws BackupException if it cannot
   */
  void require(CollectionPlan collection);

  /**
   * Checks that an existing collection has the fields for more rows. Changes nothing.
   *
   * @throws BackupException if it does not have them
   */
  void requireTarget(CollectionPlan collection);

  /** Where the rows go: restores to different places are different restores. */
  String address();

  /** The privileges that an import needs, besides creating collections. */
  Set<Privilege> privileges();

  /**
   * Whether an import job of an earlier run is still known and has not failed.
   *
   * @param job its id in Milvus
   */
  boolean isAlive(CollectionName target, String job);

  /**
   * Waits until import jobs have ended, if dropping their collection before would block the imports
   * of others. Returns without an error when the time is over.
   *
   * @param jobs their ids in Milvus
   * @param longest the longest wait
   */
  void settle(CollectionName target, List<String> jobs, Duration longest, CancelToken cancel);

  /**
   * Prepares the import of a plan. Nothing is written yet.
   *
   * @param restore a name that no other restore uses
   */
  ImportRun start(RestorePlan plan, String restore);
}
