package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupInterruptedException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.PublishStateUnknownException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.binlog.export.CopyLedger;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.lock.JobLock;

/**
 * What is done when a create fails. A passing fault leaves what was copied, to be resumed; anything
 * else removes it, unless it may belong to another job.
 *
 * @param resumed whether there were copies before this job began
 */
record CreateFailureHandler(BackupLayout layout, JobLock lock, CopyLedger ledger, boolean resumed) {

  /** Tidies up; what to throw. */
  RuntimeException of(RuntimeException failure) {
    if (lock.isLost()) {
      return failure;
    }
    if (failure instanceof PublishStateUnknownException
        || failure instanceof BackupExistsException
        || failure instanceof BackupLockedException) {
      lock.leave();
      return failure; // what lies there may be a backup
    }
    if (isPassing(failure) && (resumed || ledger.total() > 0)) {
      return keep((BackupException) failure);
    }
    removeAll(failure);
    return failure;
  }

  /** Not cancellable, and its own failure is only added: the first one is what matters. */
  void removeAll(Throwable failure) {
    try {
      BackupRemover.deleteAllButLocks(lock.store(), layout, deleted -> {});
      lock.release();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      lock.leave();
    }
  }

  private BackupInterruptedException keep(BackupException failure) {
    try {
      ledger.write();
    } catch (BackupException e) {
      failure.addSuppressed(e); // those objects will be copied again
    }
    lock.leave();
    return new BackupInterruptedException(
        "Cannot complete backup '%s' for now: %s What was copied is kept in %s, %d objects by this job. Create it again to resume, or delete it."
            .formatted(
                layout.name(), failure.getMessage(), lock.store().displayName(), ledger.total()),
        failure);
  }

  private static boolean isPassing(RuntimeException failure) {
    return failure instanceof TimedOutException
        || (failure instanceof BackupException e && e.retryable());
  }
}
