package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.DamageMarks;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.retention.LastGood.Content;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads of a backup what a prune has to know. */
final class BackupContents {

  private final ObjectStore store;
  private final BackupCatalog catalog;
  private final DamageMarks marks;

  BackupContents(ObjectStore store, BackupCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
    this.marks = new DamageMarks(store);
  }

  /**
   * The content; empty if another job has deleted the backup, or made another one of its name.
   *
   * @throws PruneRefusedException if it cannot be read, or its date cannot be right
   */
  Optional<Content> of(BackupSummary backup) {
    requireDate(backup);
    Optional<LoadedBackup> loaded = load(backup);
    if (loaded.isPresent() && !loaded.get().manifest().summary().equals(backup)) {
      if (isPresent(backup)) {
        throw unreadable(backup.name(), "its metadata files contradict each other.");
      }
      return Optional.empty();
    }
    return loaded.map(found -> content(backup, found));
  }

  private Optional<LoadedBackup> load(BackupSummary backup) {
    try {
      return catalog.find(new BackupName(backup.name()));
    } catch (CorruptBackupException e) {
      throw unreadable(backup.name(), String.valueOf(e.getMessage()));
    }
  }

  /** Why a prune does nothing. */
  static PruneRefusedException unreadable(String name, String why) {
    return new PruneRefusedException(
        "Cannot prune: backup '%s' cannot be read, so it is unknown what would be lost with others (%s) Repair it, or delete it by its name."
            .formatted(name, why));
  }

  /** Whether a backup is still there, and not known to be damaged. */
  boolean isGood(BackupSummary backup) {
    return isPresent(backup) && !marks.contain(backup);
  }

  /** Whether a backup is still there, and not another one of the same name. */
  boolean isPresent(BackupSummary backup) {
    return catalog.summary(new BackupName(backup.name())).filter(backup::equals).isPresent();
  }

  /**
   * When something was written last to the directory of an incomplete backup; empty if it is not
   * certain that the directory is one: another program may share the bucket.
   */
  Optional<Instant> lastWrite(String name) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    Instant last = Instant.MIN;
    boolean hasMetadata = false;
    try (Stream<ObjectInfo> objects = store.list(layout.directory())) {
      for (ObjectInfo object : (Iterable<ObjectInfo>) objects::iterator) {
        boolean isMetadata = layout.isMetadata(object.key());
        if (!isMetadata && !layout.isData(object.key())) {
          return Optional.empty();
        }
        hasMetadata |= isMetadata;
        Instant written = object.lastModified().orElseThrow(() -> noTimes(name));
        last = written.isAfter(last) ? written : last;
      }
    }
    return hasMetadata ? Optional.of(last) : Optional.empty();
  }

  private Content content(BackupSummary backup, LoadedBackup loaded) {
    return new Content(
        backup,
        loaded.manifest().collections().stream()
            .filter(c -> c.liveRows().orElse(c.rowCount()) > 0)
            .map(CollectionManifest::name)
            .collect(Collectors.toUnmodifiableSet()),
        marks.contain(backup));
  }

  /** A create starts before the store writes its last object. */
  private void requireDate(BackupSummary backup) {
    BackupLayout layout = new BackupLayout(new BackupName(backup.name()));
    Optional<Instant> published =
        store.stat(BackupCatalog.commit(layout, backup)).flatMap(ObjectInfo::lastModified);
    Instant created = backup.createdAt().orElseThrow();
    if (published.filter(time -> created.isAfter(time.plus(StoreClock.TOLERANCE))).isPresent()) {
      throw new PruneRefusedException(
          "Cannot prune: backup '%s' says that it was created at %s, but its last object was written at %s, so the clock of the machine that made it was wrong. Delete it by its name."
              .formatted(backup.name(), created, published.get()));
    }
  }

  private PruneRefusedException noTimes(String name) {
    return new PruneRefusedException(
        "Cannot prune: %s does not report when the objects of incomplete backup '%s' were written. Delete it by its name, and leave out the rule for incomplete backups."
            .formatted(store.displayName(), name));
  }
}
