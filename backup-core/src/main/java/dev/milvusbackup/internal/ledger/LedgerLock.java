package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two processes from making the same restore at once. It gives a sign of life every third of
 * the lease, and counts as lost by itself before anybody else may think so.
 */
final class LedgerLock {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerLock.class);

  private final ObjectStore store;
  private final LockFiles files;
  private final int generation;
  private final LockContent first;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long beats;
  private volatile long validUntil;
  private volatile boolean lost;

  LedgerLock(ObjectStore store, LockFiles files, int generation, LockContent first, long start) {
    this.store = store;
    this.files = files;
    this.generation = generation;
    this.first = first;
    this.validUntil = validFrom(start);
  }

  /**
   * Looks at the clock only.
   *
   * @throws BackupLockedException if the lock is lost
   */
  void require() {
    if (lost || System.nanoTime() - validUntil >= 0) {
      lost = true;
      throw new BackupLockedException(
          "Cannot go on with the restore: this process gave no sign of life for longer than its lease of %s, or another one has taken over (%s of %s). Repeat the restore: it goes on where that one is."
              .formatted(first.lease(), files.directory(), store.displayName()));
    }
  }

  boolean isHeld() {
    return !lost && System.nanoTime() - validUntil < 0;
  }

  void keepAlive(Executor executor) {
    executor.execute(this::beat);
  }

  /** Whatever the locks of this and former runs have left is removed. */
  synchronized void end() {
    ended.countDown();
    try {
      if (!lost) {
        files.deleteUpTo(generation);
      }
    } catch (BackupException e) {
      LOG.warn("The lock of a restore in {} remains until its lease is over", files.directory(), e);
    }
  }

  private void beat() {
    Duration pause = first.lease().dividedBy(3);
    while (!endsWithin(pause) && !lost) {
      try {
        beatOnce();
        pause = first.lease().dividedBy(3);
      } catch (BackupException e) {
        LOG.warn("The store did not take a sign of life of a restore", e);
        pause = first.lease().dividedBy(12); // until the lease is over
      }
    }
  }

  private synchronized void beatOnce() {
    if (ended.getCount() == 0 || System.nanoTime() - validUntil >= 0) {
      return;
    }
    long start = System.nanoTime();
    if (files.newest() != generation) {
      lost = true;
      return;
    }
    beats++;
    store.put(files.key(generation), ObjectBody.of(first.beat(beats).bytes()), PutMode.REPLACE);
    // Whoever made a newer one before this put is seen now; whoever makes one later sees the put.
    if (files.newest() != generation) {
      lost = true;
      return;
    }
    validUntil = validFrom(start);
  }

  private boolean endsWithin(Duration pause) {
    try {
      return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true; // without beats the lease ends
    }
  }

  private long validFrom(long start) {
    return start + first.lease().multipliedBy(5).dividedBy(6).toNanos();
  }
}
