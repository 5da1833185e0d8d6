package dev.milvusbackup.internal.data;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Skipped;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plan of a restore.
 *
 * @param newDatabases databases to create first, by their target names
 * @param leftOut the collections of the request that are not restored
 * @param rbac the users and roles to add, if requested
 * @param aliases the aliases to set after a collection has its name
 */
public record RestorePlan(
    BackupLayout layout,
    List<DatabaseBackupInfo> newDatabases,
    List<CollectionPlan> collections,
    LeftOut leftOut,
    Optional<RbacPlan> rbac,
    AliasPlan aliases) {

  /** The collections that no earlier run has restored. */
  public Stream<CollectionPlan> unfinished() {
    return collections.stream().filter(collection -> collection.approach() != Approach.KEEP);
  }

  /** Returns a plan without the collections that cannot be restored. */
  public RestorePlan without(List<Failed> refused) {
    Set<CollectionName> targets = refused.stream().map(Failed::target).collect(Collectors.toSet());
    return new RestorePlan(
        layout,
        newDatabases,
        collections.stream().filter(c -> !targets.contains(c.target())).toList(),
        new LeftOut(leftOut.skipped(), refused),
        rbac,
        aliases);
  }

  /**
   * Returns a plan that stages some shared segments.
   *
   * @param crowded their directories
   */
  public RestorePlan withCrowded(Set<ObjectKey> crowded) {
    return crowded.isEmpty()
        ? this
        : new RestorePlan(
            layout,
            newDatabases,
            collections.stream().map(c -> c.withCrowded(crowded)).toList(),
            leftOut,
            rbac,
            aliases);
  }

  /**
   * The collections that are not restored.
   *
   * @param skipped existing collections that remain unchanged
   * @param refused collections that this server cannot store, with the reasons
   */
  public record LeftOut(List<Skipped> skipped, List<Failed> refused) {}

  /** How a collection is restored. */
  public enum Approach {
    /** It does not exist. It is filled under a working name and renamed at the end. */
    CREATE,
    /** As {@link #CREATE}, and then replaces the existing one. */
    REPLACE,
    /** It exists and receives more rows. */
    APPEND,
    /** An earlier run of the same restore has completed it; it remains unchanged. */
    KEEP
  }

  /**
   * One collection.
   *
   * @param info its metadata
   * @param manifest its objects
   * @param crowded the directories of shared segments that hold more than the backup names, so that
   *     these segments are staged
   */
  public record CollectionPlan(
      CollectionName target,
      Approach approach,
      CollectionBackupInfo info,
      CollectionManifest manifest,
      Set<ObjectKey> crowded) {

    public CollectionPlan(
        CollectionName target,
        Approach approach,
        CollectionBackupInfo info,
        CollectionManifest manifest) {
      this(target, approach, info, manifest, Set.of());
    }

    private CollectionPlan withCrowded(Set<ObjectKey> directories) {
      Set<ObjectKey> own =
          manifest
              .objects()
              .map(object -> SharedLayout.groupOf(object.key()))
              .filter(directories::contains)
              .collect(Collectors.toSet());
      return new CollectionPlan(target, approach, info, manifest, own);
    }

    /** What of it is staged although the rest is not. */
    public long crowdedBytes() {
      return crowded.isEmpty()
          ? 0
          : manifest
              .objects()
              .filter(object -> crowded.contains(SharedLayout.groupOf(object.key())))
              .mapToLong(StoredObject::size)
              .sum();
    }

    public CollectionName source() {
      return manifest.name();
    }
  }
}
