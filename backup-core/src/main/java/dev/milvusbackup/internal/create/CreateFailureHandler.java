package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupInterruptedException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.LockedBackups;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.lock.JobLock;

/**
 * Cleans up after a failed create. A temporary fault leaves the copies for a later create to
 * resume; any other failure removes them, unless they may belong to another job or are locked.
 *
 * @param resumed whether this create resumed an earlier one
 */
record CreateFailureHandler(
    BackupLayout layout, JobLock lock, ExportRun run, BackupLocker locker, boolean resumed) {

  /** Cleans up and returns what to throw. */
  RuntimeException handle(RuntimeException failure) {
    if (lock.isLost()) {
      return failure;
    }
    if (BackupPublisher.mayBeBackup(failure)) {
      lock.leave();
      return failure;
    }
    boolean resumable = isPassing(failure) && (resumed || run.reusable() > 0);
    if (resumable || (locker.hasBegun() && failure instanceof BackupException)) {
      return keep((BackupException) failure);
    }
    removeAll(failure);
    return failure;
  }

  /** Cannot be cancelled. Its own failure is added to the first one, which matters more. */
  void removeAll(Throwable failure) {
    try {
      if (isLocked()) {
        lock.leave(); // what is locked stays, and can be resumed
        return;
      }
      BackupRemover.deleteAllButLocks(lock.store(), layout, deleted -> {});
      run.discard();
      lock.release();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      lock.leave();
    }
  }

  /** By this create, or by the one that it has resumed. */
  private boolean isLocked() {
    return locker.hasBegun()
        || (resumed && new LockedBackups(lock.store()).until(layout).isPresent());
  }

  private BackupInterruptedException keep(BackupException failure) {
    try {
      run.keepReusable();
    } catch (BackupException e) {
      failure.addSuppressed(e); // those objects will be copied again
    }
    lock.leave();
    return new BackupInterruptedException(
        "Cannot complete backup '%s' for now: %s The copies are kept in %s, %d objects by this job. Create it again to resume, or delete it."
            .formatted(
                layout.name(), failure.getMessage(), lock.store().displayName(), run.reusable()),
        failure);
  }

  private static boolean isPassing(RuntimeException failure) {
    return failure instanceof TimedOutException
        || (failure instanceof BackupException e && e.retryable());
  }
}
