package dev.milvusbackup.internal.lock;

import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.format.commit.CreateIntent;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.JobHost;
import dev.milvusbackup.internal.lock.LockReader.Sighting;
import dev.milvusbackup.internal.lock.LockWatch.Finding;
import dev.milvusbackup.internal.storage.RetryingObjectStore;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants the name of a backup, or a restore of it, to one job at a time. To take over from a dead
 * job, a process creates the next generation of the lock, which exactly one of many can do.
 */
public final class JobLocks {

  private static final Logger LOG = LoggerFactory.getLogger(JobLocks.class);
  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ObjectStore store;
  private final LockReader reader;
  private final Duration lease;
  private final Executor beats;

  /**
   * Locks of a store.
   *
   * @param store the store without retries, since every retry has to check the lock
   * @param beats runs the beats, one thread for each lock that is held
   */
  public JobLocks(ObjectStore store, Duration lease, Executor beats) {
    this.store = store;
    this.reader = new LockReader(new RetryingObjectStore(store, lease));
    this.lease = lease;
    this.beats = beats;
  }

  public JobLock forCreate(
      BackupLayout layout, CreateIntent intent, String jobId, CancelToken cancel) {
    return acquire(layout.locks(), record(LockRecord.CREATE, intent, jobId), cancel);
  }

  public JobLock forRestore(LockSite site, String jobId, CancelToken cancel) {
    return acquire(site, record(LockRecord.RESTORE, null, jobId), cancel);
  }

  public JobLock forPrune(LockSite site, String jobId, CancelToken cancel) {
    return acquire(site, record(LockRecord.PRUNE, null, jobId), cancel);
  }

  public JobLock forDelete(BackupLayout layout, String jobId, CancelToken cancel) {
    return acquire(layout.locks(), record(LockRecord.DELETE, null, jobId), cancel);
  }

  public JobLock forAdopt(BackupLayout layout, String jobId, CancelToken cancel) {
    return acquire(layout.locks(), record(LockRecord.ADOPT, null, jobId), cancel);
  }

  public JobLock forUndelete(BackupLayout layout, String jobId, CancelToken cancel) {
    return acquire(layout.locks(), record(LockRecord.UNDELETE, null, jobId), cancel);
  }

  public JobLock forRepair(BackupLayout layout, String jobId, CancelToken cancel) {
    return acquire(layout.locks(), record(LockRecord.REPAIR, null, jobId), cancel);
  }

  /**
   * Acquires the lock, or takes it over from a holder that has ended.
   *
   * @throws BackupLockedException if the holder is alive
   */
  private JobLock acquire(LockSite site, LockRecord mine, CancelToken cancel) {
    StorageException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Optional<Sighting> former = reader.observe(site);
        if (former.isEmpty() || hasEnded(site, former.get(), mine, cancel)) {
          Optional<JobLock> taken = take(site, former, mine, cancel);
          if (taken.isPresent()) {
            return taken.get();
          }
        }
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
        failure = e;
      }
      cancel.pause(PAUSE);
    }
    if (failure != null) {
      throw failure;
    }
    throw new BackupLockedException(
        "Cannot %s %s: other jobs keep acquiring its lock in %s. Try again later."
            .formatted(mine.operation(), site.subject(), store.displayName()));
  }

  private boolean hasEnded(LockSite site, Sighting former, LockRecord mine, CancelToken cancel) {
    if (!former.record().released()) {
      LOG.info(
          "{} is locked by {}; watching for {} whether it is alive",
          site.subject(),
          former.record().holder(),
          former.record().lease());
    }
    Finding finding = new LockWatch(reader, cancel).watch(site, former);
    if (finding == Finding.ALIVE) {
      throw alive(site, former.record(), mine);
    }
    return finding == Finding.ENDED;
  }

  /** Creates the next generation; empty if the situation has changed in the meantime. */
  private Optional<JobLock> take(
      LockSite site, Optional<Sighting> former, LockRecord mine, CancelToken cancel) {
    int generation = JobLock.generationAfter(former);
    long start = System.nanoTime();
    byte[] content = MetadataJson.write(mine);
    if (!create(site, generation, content, mine)) {
      return Optional.empty();
    }
    JobLock lock = new JobLock(store, site, former, mine, start, cancel);
    try {
      if (!isStillSilent(site, former) || !reader.isNewest(site, generation)) {
        lock.releaseUnused();
        return Optional.empty();
      }
    } catch (StorageException e) {
      lock.releaseUnused();
      throw e;
    }
    former
        .filter(f -> !f.record().released())
        .ifPresent(f -> LOG.warn("Taking over {} from {}", site.subject(), f.record().holder()));
    lock.keepAlive(beats);
    return Optional.of(lock);
  }

  /**
   * The former holder was silent, and then a new generation was created. If the holder wrote a beat
   * in between, it did not see that generation and continues.
   */
  private boolean isStillSilent(LockSite site, Optional<Sighting> former) {
    return former.isEmpty() || former.equals(reader.observe(site, former.get().generation()));
  }

  /** Whether this call created it; after a lost answer it checks. */
  private boolean create(LockSite site, int generation, byte[] content, LockRecord mine) {
    try {
      store.put(site.lock(generation), ObjectBody.of(content), PutMode.CREATE_NEW);
      return true;
    } catch (ObjectExistsException e) {
      return false;
    } catch (StorageException e) {
      boolean arrived =
          reader
              .observe(site, generation)
              .map(s -> s.record().token().equals(mine.token()))
              .orElse(false);
      if (arrived) {
        return true;
      }
      throw e;
    }
  }

  private LockRecord record(String operation, @Nullable CreateIntent intent, String jobId) {
    String token = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    return new LockRecord(
        operation,
        jobId,
        token,
        JobHost.name(),
        ProcessHandle.current().pid(),
        lease.toMillis(),
        0,
        Instant.now().toString(),
        false,
        intent);
  }

  private BackupLockedException alive(LockSite site, LockRecord holder, LockRecord mine) {
    return new BackupLockedException(
        "Cannot %s %s: a %s of it is running in %s, by %s. Wait until it ends%s."
            .formatted(
                mine.operation(),
                site.subject(),
                holder.operation().isEmpty() ? "job" : holder.operation(),
                store.displayName(),
                holder.holder(),
                mine.operation().equals(LockRecord.CREATE) ? ", or choose another name" : ""));
  }
}
