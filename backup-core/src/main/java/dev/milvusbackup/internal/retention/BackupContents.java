package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
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

  BackupContents(ObjectStore store, BackupCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
  }

  /**
   * The content; empty if another job has deleted the backup, or made another one of its name.
   *
   * @throws PruneRefusedException if it cannot be read, or its date cannot be right
   */
  Optional<Content> of(BackupSummary backup) {
    requireDate(backup);
    try {
      return catalog
          .find(new BackupName(backup.name()))
          .filter(loaded -> loaded.manifest().summary().equals(backup))
          .map(loaded -> content(backup, loaded));
    } catch (CorruptBackupException e) {
      throw new PruneRefusedException(
          "Cannot prune: backup '%s' cannot be read, so it is unknown what would be lost with others (%s) Repair it, or delete it by its name."
              .formatted(backup.name(), e.getMessage()));
    }
  }

  /** Whether a backup is still there, and not another one of the same name. */
  boolean isPresent(BackupSummary backup) {
    return catalog.summary(new BackupName(backup.name())).filter(backup::equals).isPresent();
  }

  /** When something was written last to the directory of a backup. */
  Instant lastWrite(String name) {
    try (Stream<ObjectInfo> objects =
        store.list(new BackupLayout(new BackupName(name)).directory())) {
      return objects
          .map(object -> object.lastModified().orElseThrow(() -> noTimes(name)))
          .max(Instant::compareTo)
          .orElse(Instant.MAX); // gone meanwhile
    }
  }

  private static Content content(BackupSummary backup, LoadedBackup loaded) {
    return new Content(
        backup,
        loaded.manifest().collections().stream()
            .filter(c -> c.liveRows().orElse(c.rowCount()) > 0)
            .map(CollectionManifest::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** A create starts before the store writes its last object. */
  private void requireDate(BackupSummary backup) {
    BackupLayout layout = new BackupLayout(new BackupName(backup.name()));
    Optional<Instant> published = store.stat(layout.commit()).flatMap(ObjectInfo::lastModified);
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
