package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.MilvusConnection;
import java.util.List;

/**
 * What a test has to do with: Milvus, and what was restored into it. Can be a parameter of test
 * methods, life cycle methods and constructors. Can be used by several threads.
 */
public interface MilvusFixture {

  /**
   * How to reach Milvus.
   *
   * @return the connection, credentials included
   */
  MilvusConnection milvus();

  /**
   * What the nearest {@link RestoreBackup} has restored: that of the test method, else that of its
   * class.
   *
   * @return the collections in the order of the backup; empty if nothing was restored
   */
  List<RestoredCollection> restored();

  /**
   * One of the restored collections.
   *
   * @param nameInBackup {@code name} or {@code database.name}, as in the backup
   * @return the collection
   * @throws FixtureException if it was not restored; names those that were
   */
  RestoredCollection restored(String nameInBackup);

  /**
   * Makes a backup in the extension's place for snapshots, and waits for it. It holds all rows
   * whose write was acknowledged before.
   *
   * @param name the backup's name
   * @param collections their names in Milvus; none means those that were restored
   * @return what was done
   * @throws FixtureException if no collection is named and none was restored
   * @throws dev.milvusbackup.error.BackupExistsException if there is a backup of that name
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
   * @param ifExists what to do if there is one of that name
   * @param collections their names in Milvus; none means those that were restored
   * @return what was done
   */
  BackupReport snapshot(String name, IfSnapshotExists ifExists, List<String> collections);
}
