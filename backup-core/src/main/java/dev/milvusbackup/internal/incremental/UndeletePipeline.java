package dev.milvusbackup.internal.incremental;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.Pin;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.internal.sharing.Removals;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.List;

/**
 * Brings back a deleted incremental backup: pin → lock → look → remove the mark → look again. The
 * order is what makes it safe against a prune, see {@code docs/adr/0016}.
 */
public final class UndeletePipeline {

  private final ObjectStore store;
  private final BackupCatalog catalog;
  private final Guards guards;

  /**
   * A pipeline over a store.
   *
   * @param store the store of the backups, with retries
   */
  public UndeletePipeline(ObjectStore store, Guards guards) {
    this.store = store;
    this.catalog = new BackupCatalog(store);
    this.guards = guards;
  }

  public BackupSummary run(BackupName name, JobContext job) {
    job.progress().enter(Phase.PLANNING);
    requireDeleted(name);
    BackupLayout layout = new BackupLayout(name);
    // It has seen no list, so from now on nothing that a prune begins to remove is removed.
    try (Pin pin = guards.pins().write("undelete", job.id(), job.cancel())) {
      JobLock lock = guards.locks().forUndelete(layout, job.id(), job.cancel());
      try {
        undelete(layout, lock, pin);
        lock.release();
      } finally {
        lock.releaseUnused(); // if it is still held
      }
    }
    return catalog.summary(name).orElseThrow(() -> gone(layout));
  }

  private void undelete(BackupLayout layout, JobLock lock, Pin pin) {
    requireDeleted(layout.name()); // before the job held the lock, everything could change
    lock.forgetFormer();
    IncrementalCommit backup =
        new IncrementCatalog(store).find(layout.name()).orElseThrow(() -> gone(layout));
    requireIntact(layout, backup.tree().collections());
    pin.require();
    ObjectKey mark = layout.mark(BackupMark.DELETED, backup.create());
    lock.store().delete(List.of(mark));
    try {
      requireIntact(layout, backup.tree().collections());
    } catch (RuntimeException e) {
      markAgain(mark, e);
      throw e;
    }
  }

  /** A prune ends its list after it has removed what it names, so the lists are looked at first. */
  private void requireIntact(BackupLayout layout, List<CollectionBackupInfo> backup) {
    if (new Removals(store).concern(backup)) {
      throw gone(layout);
    }
    try {
      References.of(backup).require(store);
    } catch (CorruptBackupException e) {
      throw new BackupNotFoundException(
          "Cannot undelete backup '%s': a prune has removed shared objects that it needs from %s. Take another backup."
              .formatted(layout.name(), store.displayName()),
          e);
    }
  }

  private void markAgain(ObjectKey mark, RuntimeException reason) {
    try {
      store.put(mark, BackupMark.body(), PutMode.REPLACE);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private void requireDeleted(BackupName name) {
    if (!catalog.isDeleted(name)) {
      throw new BackupNotFoundException(
          "Cannot undelete backup '%s': %s has no deleted backup of that name. Only incremental backups can be undeleted, until a prune has removed them or another backup has taken their name."
              .formatted(name, store.displayName()));
    }
  }

  private BackupNotFoundException gone(BackupLayout layout) {
    return new BackupNotFoundException(
        "Cannot undelete backup '%s': a prune of %s is removing what it needs. If that prune was killed, prune again before you try again; otherwise take another backup."
            .formatted(layout.name(), store.displayName()));
  }
}
