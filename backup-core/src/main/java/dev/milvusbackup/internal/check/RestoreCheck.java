package dev.milvusbackup.internal.check;

import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses a backup that is not as it was made, before a restore creates anything. Milvus imports
 * every file of a directory, treats a missing directory as an empty one, and checks no digests.
 */
public final class RestoreCheck {

  private final ObjectStore backups;
  private final Parallel readers;

  public RestoreCheck(ObjectStore backups, Parallel readers) {
    this.backups = backups;
    this.readers = readers;
  }

  /** Checks the metadata that is not read yet: loading the backup has checked the tree. */
  public void checkMetadata(LoadedBackup backup, JobContext job) {
    Findings findings = new Findings();
    ObjectKey tree = backup.layout().meta(MetadataFiles.FULL);
    List<StoredObject> unread =
        backup.metas().stream().filter(meta -> !meta.key().equals(tree)).toList();
    job.progress().plan(0, unread.stream().mapToLong(StoredObject::size).sum(), 0);
    readers.forEach(
        unread,
        job.cancel(),
        meta -> new ObjectCheck(backups, job).check(meta).ifPresent(findings::add));
    requireNone(backup.layout(), findings);
  }

  /**
   * The data of some collections.
   *
   * @return the directories of shared segments that hold more than the backup names, so that Milvus
   *     must not import them as they are
   */
  public Set<ObjectKey> checkData(
      IntegrityCheck depth,
      BackupLayout layout,
      List<CollectionManifest> collections,
      JobContext job) {
    Findings found = Findings.all();
    List<StoredObject> expected =
        collections.stream().flatMap(CollectionManifest::objects).toList();
    List<PresentObject> present =
        new PresenceCheck(backups, layout)
            .check(directories(layout, collections), expected, found, job.cancel());
    Set<ObjectKey> crowded = new TreeSet<>();
    Findings findings = new Findings();
    for (Finding finding : found.sorted()) {
      if (isStrayBesideShared(finding)) {
        crowded.add(SharedLayout.groupOf(finding.key()));
      } else {
        findings.add(finding);
      }
    }
    requireNone(layout, findings); // a missing object says more than a missing row
    if (depth == IntegrityCheck.CONTENT) {
      List<StoredObject> unread = ContentCheck.compare(present, findings);
      job.progress().plan(0, unread.stream().mapToLong(StoredObject::size).sum(), 0);
      new ContentCheck(backups, readers).read(layout, unread, segments(collections), findings, job);
      requireNone(layout, findings);
    }
    return crowded;
  }

  private static boolean isStrayBesideShared(Finding finding) {
    return finding.kind() == FindingKind.STRAY && finding.key().isBelow(SharedLayout.ROOTS);
  }

  private void requireNone(BackupLayout layout, Findings findings) {
    if (findings.count() == 0) {
      return;
    }
    Finding first = findings.sorted().get(0);
    String others = findings.count() == 1 ? "" : ", and " + (findings.count() - 1) + " more";
    throw new CorruptBackupException(
        "Cannot restore backup '%s': %s in %s is damaged, %s%s. Repair the backup, which fetches it from a copy or from Milvus, or restore another one; verify lists all problems."
            .formatted(layout.name(), first.key(), backups.displayName(), first.message(), others));
  }

  private static List<ObjectKey> directories(
      BackupLayout layout, List<CollectionManifest> collections) {
    List<ObjectKey> directories = new ArrayList<>();
    for (CollectionManifest collection : collections) {
      Set<ObjectKey> shared = SharedDirectories.of(collection);
      directories.addAll(shared);
      if (shared.isEmpty()) {
        // Where inserts are shared, others may remain here of a full backup that was adopted.
        directories.add(layout.insertDirectory(collection.id()));
      }
      directories.add(layout.deltaDirectory(collection.id()));
      directories.add(layout.rowsOf(collection.id()));
    }
    return directories;
  }

  private static List<SegmentManifest> segments(List<CollectionManifest> collections) {
    return collections.stream()
        .flatMap(c -> c.partitions().stream())
        .flatMap(p -> p.segments().stream())
        .toList();
  }
}
