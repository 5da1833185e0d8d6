package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Skipped;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a restore is going to do.
 *
 * @param newDatabases databases to be created first, by their names there
 * @param skipped what is there already and stays as it is
 * @param rbac what is added to users and roles, if that was asked for
 * @param aliases which aliases are set once a collection has its name
 */
public record RestorePlan(
    BackupLayout layout,
    List<DatabaseBackupInfo> newDatabases,
    List<CollectionPlan> collections,
    List<Skipped> skipped,
    Optional<RbacPlan> rbac,
    AliasPlan aliases) {

  /** Those that no earlier run has made. */
  public Stream<CollectionPlan> unfinished() {
    return collections.stream().filter(collection -> collection.approach() != Approach.KEEP);
  }

  /** How a collection comes to be. */
  public enum Approach {
    /** It is not there yet. It is built under another name and gets its own at the end. */
    CREATE,
    /** As {@link #CREATE}, and then takes the place of the one that is there. */
    REPLACE,
    /** It is there and gets more rows. */
    APPEND,
    /** An earlier run of the same restore has made it; it is left as it is. */
    KEEP
  }

  /**
   * One collection.
   *
   * @param info what it was, as far as Milvus is concerned
   * @param manifest its objects
   */
  public record CollectionPlan(
      CollectionName target,
      Approach approach,
      CollectionBackupInfo info,
      CollectionManifest manifest) {

    public CollectionName source() {
      return manifest.name();
    }
  }
}
