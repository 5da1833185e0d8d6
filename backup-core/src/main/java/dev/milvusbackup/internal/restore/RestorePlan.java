package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Skipped;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;

/**
 * What a restore is going to do.
 *
 * @param newDatabases databases to be created first
 * @param skipped what is there already and stays as it is
 */
record RestorePlan(
    BackupLayout layout,
    List<String> newDatabases,
    List<CollectionPlan> collections,
    List<Skipped> skipped) {

  /** How a collection comes to be. */
  enum Approach {
    /** It is not there yet. */
    CREATE,
    /** It is built under another name and then takes the place of the one that is there. */
    REPLACE,
    /** It is there and gets more rows. */
    APPEND
  }

  /**
   * One collection.
   *
   * @param info what it was, as far as Milvus is concerned
   * @param manifest its objects
   */
  record CollectionPlan(
      CollectionName target,
      Approach approach,
      CollectionBackupInfo info,
      CollectionManifest manifest) {

    private static final int LONGEST_KEPT = 200;

    CollectionName source() {
      return manifest.name();
    }

    /** The name of a collection that is made to try something, and dropped again. */
    CollectionName probeName(String jobId) {
      return marked("__probing_", jobId);
    }

    /** The name under which it is filled. */
    CollectionName workingName(String jobId) {
      return approach == Approach.REPLACE ? marked("__restoring_", jobId) : target;
    }

    private CollectionName marked(String mark, String jobId) {
      String name = target.name();
      String kept = name.length() > LONGEST_KEPT ? name.substring(0, LONGEST_KEPT) : name;
      return new CollectionName(
          target.database(), kept + mark + Integer.toHexString(jobId.hashCode()));
    }
  }
}
