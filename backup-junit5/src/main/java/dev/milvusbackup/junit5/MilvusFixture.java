package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.MilvusConnection;
import java.util.List;

/**
 * Milvus and the collections restored into it for a test. Can be a parameter of test methods, life
 * cycle methods and constructors. Thread-safe.
 */
public interface MilvusFixture {

  /**
   * How to reach Milvus.
   *
   * @return the connection, credentials included
   */
  MilvusConnection milvus();

  /**
   * The collections restored by the nearest {@link RestoreBackup}: that of the test method,
   * otherwise that of its class.
   *
   * @return the collections in the order of the backup; empty if nothing was restored
   */
  List<RestoredCollection> restored();

  /**
   * One of the restored collections.
   *
   * @param nameInBackup {@code name} or {@code database.name}, as in the backup
   * @return the collection
   * @throws FixtureException if it was not restored; the message names those that were
   */
  RestoredCollection restored(String nameInBackup);

  /**
   * Creates a backup in the extension's place for snapshots, and waits for it. It contains all rows
   * acknowledged before.
   *
   * @param name the backup's name
   * @param collections their names in Milvus; none means the restored ones
   * @return the report
   * @throws FixtureException if no collection is named and none was restored
   * @throws dev.milvusbackup.error.BackupExistsException if the name is taken
   * @throws dev.milvusbackup.error.BackupException as {@link
   *     dev.milvusbackup.BackupClient#create(dev.milvusbackup.BackupRequest)}
   */
  default BackupReport snapshot(String name, String... collections) {
    return snapshot(name, IfSnapshotExists.FAIL, List.of(collections));
  }

  /**
   * As {@link #snapshot(String, String...)}.
   *
   * @param name the backup's name
   * @param ifExists what to do if the name is taken
   * @param collections their names in Milvus; none means the restored ones
   * @return the report
   */
  BackupReport snapshot(String name, IfSnapshotExists ifExists, List<String> collections);
}
