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
   * Returns a connection to Milvus.
   *
   * @return the connection, credentials included
   */
  MilvusConnection milvus();

  /**
   * Returns the collections that the nearest {@link RestoreBackup} has restored: that of the test
   * method, otherwise that of its class.
   *
   * @return the collections in the order of the backup; empty if nothing was restored
   */
  List<RestoredCollection> restored();

  /**
   * Returns one of the restored collections.
   *
   * @param nameInBackup {@code name} or {@code database.name}, as in the backup
   * @return the collection
   * @throws FixtureException if it was not restored; the message names those that were
   */
  RestoredCollection restored(String nameInBackup);

  /**
   * Creates a backup in the place for snapshots of the extension, and waits for it. It contains all
   * rows that were acknowledged before the call.
   *
   * @param name the name of the backup
   * @param collections their names in Milvus; none means the restored ones
   * @return the report
   * @throws FixtureException if no collection is named and none was restored
   * @throws dev.milvusbackup.error.BackupExistsException if the name is taken
   * @throws dev.milvusbackup.error.BackupException for the same reasons as {@link
   *     dev.milvusbackup.BackupClient#create(dev.milvusbackup.BackupRequest)}
   */
  default BackupReport snapshot(String name, String... collections) {
    return snapshot(name, IfSnapshotExists.FAIL, List.of(collections));
  }

  /**
   * Creates a backup, same as {@link #snapshot(String, String...)}.
   *
   * @param name the name of the backup
   * @param ifExists the rule for a name that is taken
   * @param collections their names in Milvus; none means the restored ones
   * @return the report
   */
  BackupReport snapshot(String name, IfSnapshotExists ifExists, List<String> collections);
}
