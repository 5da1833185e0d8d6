package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a restore to one process at a time. Whoever takes it over from one that died creates the
 * next generation of the lock, so exactly one of many does. Whether a holder is alive is seen by
 * watching its lock for one lease; clocks of two machines are never compared.
 */
record LedgerLocks(ObjectStore store, ObjectKey directory, Duration lease, Executor beats) {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerLocks.class);
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  LedgerLock acquire(String jobId, CancelToken cancel) {
    LockFiles files = new LockFiles(store, directory);
    LockContent mine =
        new LockContent(
            jobId,
            UUID.randomUUID().toString(),
            ProcessHandle.current().pid(),
            lease.toMillis(),
            0);
    StorageException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Optional<LedgerLock> lock = attempt(files, mine, cancel);
        if (lock.isPresent()) {
          return lock.get();
        }
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
        failure = e;
      }
      cancel.pause(PAUSE);
    }
    throw failure != null ? failure : alive();
  }

  private Optional<LedgerLock> attempt(LockFiles files, LockContent mine, CancelToken cancel) {
    int newest = files.newest();
    Optional<LockContent> former = newest == 0 ? Optional.empty() : files.read(newest);
    if (former.isPresent()) {
      watch(files, newest, former.get(), cancel);
    }
    boolean unchanged = newest == 0 || former.equals(files.read(newest));
    return unchanged ? take(files, newest, former, mine) : Optional.empty();
  }

  private void watch(LockFiles files, int generation, LockContent seen, CancelToken cancel) {
    LOG.info("The same restore was begun before; looking for {} whether it runs", seen.lease());
    Duration pause = seen.lease().dividedBy(20);
    long start = System.nanoTime();
    while (System.nanoTime() - start < seen.lease().toNanos()) {
      cancel.pause(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
      Optional<LockContent> now = files.read(generation);
      if (now.isEmpty()) {
        return;
      }
      if (!now.get().equals(seen)) {
        throw alive();
      }
    }
  }

  /** Creates the next generation; empty if the situation has changed meanwhile. */
  private Optional<LedgerLock> take(
      LockFiles files, int newest, Optional<LockContent> former, LockContent mine) {
    int generation = newest + 1;
    long start = System.nanoTime();
    if (!create(files, generation, mine)) {
      return Optional.empty();
    }
    boolean silent =
        former.isEmpty() || former.equals(files.read(newest)) || files.read(newest).isEmpty();
    if (!silent || files.newest() != generation) {
      store.delete(List.of(files.key(generation)));
      return Optional.empty();
    }
    LedgerLock lock = new LedgerLock(store, files, generation, mine, start);
    lock.keepAlive(beats);
    return Optional.of(lock);
  }

  /** Whether this call made it; an answer that was lost is asked for again. */
  private boolean create(LockFiles files, int generation, LockContent mine) {
    try {
      store.put(files.key(generation), ObjectBody.of(mine.bytes()), PutMode.CREATE_NEW);
      return true;
    } catch (ObjectExistsException e) {
      return files.read(generation).filter(mine::equals).isPresent();
    } catch (StorageException e) {
      if (e.retryable() && files.read(generation).filter(mine::equals).isPresent()) {
        return true;
      }
      throw e;
    }
  }

  private BackupLockedException alive() {
    return new BackupLockedException(
        "Cannot restore: the same restore is under way in another process or job (%s of %s shows signs of life). Wait for its end."
            .formatted(directory, store.displayName()));
  }
}
