package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.DeleteRefusedException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.storage.LockDates;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out which backups are locked. The commit object is locked last and as long as all others,
 * so it speaks for the whole backup.
 */
public final class LockedBackups {

  private final ObjectStore store;
  private final BackupCatalog catalog;
  private final LockDates dates;

  public LockedBackups(ObjectStore store) {
    this.store = store;
    this.catalog = new BackupCatalog(store);
    this.dates = new LockDates(store);
  }

  /**
   * Checks that no object of a backup is locked.
   *
   * @param action what cannot be done otherwise
   * @throws DeleteRefusedException if one is
   */
  public void requireUnlocked(BackupLayout layout, String action) {
    until(layout)
        .ifPresent(
            date -> {
              throw new DeleteRefusedException(
                  "Cannot %s backup '%s': it is locked until %s (in %s). Wait until then."
                      .formatted(action, layout.name(), date, store.displayName()));
            });
  }

  /** Until when a backup, or what is left of one, is locked; empty if it is not. */
  public Optional<Instant> until(BackupLayout layout) {
    if (dates.hidden()) {
      return recorded(layout);
    }
    if (!dates.supported()) {
      return Optional.empty();
    }
    boolean complete = false;
    for (ObjectKey commit : List.of(layout.commit(), layout.increment())) {
      if (store.stat(commit).isPresent()) {
        complete = true;
        Optional<Instant> date = dates.until(commit);
        if (date.isPresent()) {
          return date;
        }
      }
    }
    // A create that was killed, or somebody with the right to, has left a part without its lock.
    return complete && recorded(layout).isEmpty() ? Optional.empty() : firstLocked(layout);
  }

  private Optional<Instant> recorded(BackupLayout layout) {
    try {
      return catalog
          .summary(layout.name())
          .flatMap(BackupSummary::lockedUntil)
          .filter(dates::isAhead);
    } catch (CorruptBackupException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> firstLocked(BackupLayout layout) {
    try (Stream<ObjectInfo> objects = store.list(layout.directory())) {
      return objects.flatMap(object -> dates.until(object.key()).stream()).findFirst();
    }
  }
}
