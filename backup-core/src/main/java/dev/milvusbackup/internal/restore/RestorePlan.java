package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;

/**
 * What a restore is going to do.
 *
 * @param newDatabases databases to be created first
 */
record RestorePlan(
    BackupLayout layout, List<String> newDatabases, List<CollectionPlan> collections) {

  /**
   * One collection.
   *
   * @param info what it was, as far as Milvus is concerned
   * @param manifest its objects
   */
  record CollectionPlan(
      CollectionName target, CollectionBackupInfo info, CollectionManifest manifest) {

    CollectionName source() {
      return manifest.name();
    }
  }
}
