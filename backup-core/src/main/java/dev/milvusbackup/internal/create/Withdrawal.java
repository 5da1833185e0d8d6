package dev.milvusbackup.internal.create;

import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;

/**
 * Takes back an incremental backup that turned out to lack something. A create that slept may have
 * lost its lock, so this does not need it: it removes a backup only if it is the one of this job.
 */
record Withdrawal(ObjectStore backups, BackupLayout layout) {

  void withdraw(String jobId) {
    try {
      new BackupCatalog(backups)
          .summary(layout.name())
          .filter(found -> found.incremental() && found.id().equals(jobId))
          .ifPresent(found -> backups.delete(List.of(layout.increment())));
    } catch (ObjectNotFoundException e) {
      return; // another job was faster
    }
  }
}
