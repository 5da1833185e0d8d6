package dev.milvusbackup.internal.lock;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Retrier;
import dev.milvusbackup.internal.lock.LockReader.Sighting;
import dev.milvusbackup.internal.storage.RetryingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock held by a job. It writes a beat every third of the lease. Without a successful beat it
 * considers itself lost after five sixths of the lease, before another process may take over.
 */
public final class JobLock {

  private static final Logger LOG = LoggerFactory.getLogger(JobLock.class);

  private final ObjectStore store; // fenced by this lock
  private final LockReader reader;
  private final LockSite site;
  private final int generation;
  private final Optional<LockRecord> former;
  private final CancelToken cancel;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable BackupLockedException> lost = new AtomicReference<>();
  private volatile LockRecord written;
  private volatile long validUntil;

  JobLock(
      ObjectStore store,
      LockSite site,
      Optional<Sighting> former,
      LockRecord written,
      long startNanos,
      CancelToken cancel) {
    // An outage that outlasts the lease costs the lock anyway.
    this.store =
        new RetryingObjectStore(
            new FencedObjectStore(store, this), Retrier.withKnown(written.lease()));
    this.reader = new LockReader(this.store);
    this.site = site;
    this.generation = generationAfter(former);
    this.former = former.map(Sighting::record);
    this.written = written;
    this.cancel = cancel;
    this.validUntil = validFrom(startNanos);
  }

  static int generationAfter(Optional<Sighting> former) {
    return former.map(Sighting::generation).orElse(0) + 1;
  }

  /** The former holder, if it was taken over. */
  public Optional<LockRecord> former() {
    return former;
  }

  /** Greater than that of the holder that it was taken over from. */
  public int generation() {
    return generation;
  }

  /** A random word, unique to this holder. */
  public String token() {
    return written.token();
  }

  /** Checks the clock only. */
  public boolean isLost() {
    return lost.get() != null || System.nanoTime() - validUntil >= 0;
  }

  /** The store, with retries, and with every write refused once the lock is lost. */
  public ObjectStore store() {
    return store;
  }

  /**
   * Checks the clock only.
   *
   * @throws BackupLockedException if the lock is lost
   */
  public void require() {
    BackupLockedException known = lost.get();
    if (known == null && System.nanoTime() - validUntil >= 0) {
      known = lose("this job could not renew the lock within its lease", null);
    }
    if (known != null) {
      throw known;
    }
  }

  /**
   * Checks the store and renews the whole lease.
   *
   * @return all keys in the directory of the lock, as listed after the beat
   * @throws BackupLockedException if the lock is lost
   */
  public synchronized List<ObjectKey> confirm() {
    require();
    long start = System.nanoTime();
    requireOwnGeneration();
    LockRecord next = written.beatAgain(Instant.now());
    put(next);
    written = next;
    // A newer generation created before this put is visible now; a process that creates one later
    // sees this put.
    List<ObjectKey> keys = requireNewest();
    validUntil = validFrom(start);
    return keys;
  }

  /** Removes the locks of former holders, once they are no longer needed. */
  public void forgetFormer() {
    List<ObjectKey> older = older();
    if (!older.isEmpty()) {
      store.delete(older);
    }
  }

  /**
   * Ends normally: nothing of the lock remains.
   *
   * @throws BackupException if that fails; the lock is then still held
   */
  public synchronized void release() {
    if (ended.getCount() > 0) {
      forgetFormer();
      store.delete(List.of(site.lock(generation)));
      ended.countDown();
    }
  }

  /** Ends with unfinished work, so that the next job need not wait. Failures are ignored. */
  public void leave() {
    end(() -> put(written.release()));
  }

  /** Ends without having changed anything; the locks of former holders remain. */
  public void releaseUnused() {
    end(() -> store.delete(List.of(site.lock(generation))));
  }

  void keepAlive(Executor beats) {
    boolean started = false;
    try {
      beats.execute(this::beat);
      started = true;
    } finally {
      if (!started) {
        releaseUnused();
      }
    }
  }

  private synchronized void end(Runnable lastWrite) {
    if (ended.getCount() == 0) {
      return;
    }
    ended.countDown();
    try {
      lastWrite.run();
    } catch (BackupException e) {
      LOG.warn("The lock of {} remains until its lease ends", site.subject(), e);
    }
  }

  private void beat() {
    Duration interval = lease().dividedBy(3);
    Duration pause = interval;
    while (!endsWithin(pause)) {
      try {
        beatOnce();
        pause = interval;
      } catch (BackupLockedException e) {
        return; // the job has received the failure
      } catch (RuntimeException e) {
        // Until the lease ends, this is a reason to retry.
        pause = interval.dividedBy(4);
        if (System.nanoTime() - validUntil >= 0) {
          lose("the store did not accept its beats", e);
          return;
        }
      }
    }
  }

  private synchronized void beatOnce() {
    if (ended.getCount() > 0) {
      List<ObjectKey> unused = confirm();
    }
  }

  private boolean endsWithin(Duration pause) {
    try {
      return ended.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true; // without beats the lease ends, and so does the job
    }
  }

  private void requireOwnGeneration() {
    Optional<Sighting> mine = reader.observe(site, generation);
    if (mine.isEmpty() || !mine.get().record().token().equals(written.token())) {
      throw lose("its lock " + site.lock(generation) + " was removed", null);
    }
    List<ObjectKey> unused = requireNewest();
  }

  private List<ObjectKey> requireNewest() {
    List<ObjectKey> keys = reader.keys(site);
    if (!LockReader.isNewest(site, generation, keys)) {
      String who = reader.newest(site).map(LockRecord::holder).orElse("an unknown job");
      throw lose("the lock was taken over by " + who, null);
    }
    return keys;
  }

  private List<ObjectKey> older() {
    List<ObjectKey> older = new ArrayList<>();
    if (former.isPresent()) {
      reader.generations(site).headSet(generation).forEach(g -> older.add(site.lock(g)));
    }
    return older;
  }

  private BackupLockedException lose(String why, @Nullable Throwable cause) {
    BackupLockedException failure =
        new BackupLockedException(
            "Cannot continue the %s of %s in %s: %s. %s"
                .formatted(written.operation(), site.subject(), store.displayName(), why, wayOut()),
            cause);
    BackupLockedException first = lost.compareAndExchange(null, failure);
    if (first != null) {
      return first;
    }
    ended.countDown();
    cancel.fail(failure);
    return failure;
  }

  private String wayOut() {
    if (written.operation().equals(LockRecord.PRUNE)) {
      return "Prune again later.";
    }
    return written.operation().equals(LockRecord.RESTORE)
        ? "Repeat the restore: it resumes."
        : "The files may belong to another job; check with list() before you try again.";
  }

  private void put(LockRecord record) {
    store.put(site.lock(generation), ObjectBody.of(MetadataJson.write(record)), PutMode.REPLACE);
  }

  private Duration lease() {
    return written.lease();
  }

  private long validFrom(long startNanos) {
    return startNanos + written.lease().multipliedBy(5).dividedBy(6).toNanos();
  }
}
