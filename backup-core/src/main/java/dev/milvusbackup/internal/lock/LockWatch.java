package dev.milvusbackup.internal.lock;

import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.lock.LockReader.Sighting;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out whether the holder of a lock is alive by watching the lock for one lease. It uses only
 * this machine's clock, and only for a duration: clocks of two machines need not agree.
 */
final class LockWatch {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int LOOKS_PER_LEASE = 20;

  private final LockReader locks;
  private final CancelToken cancel;

  LockWatch(LockReader locks, CancelToken cancel) {
    this.locks = locks;
    this.cancel = cancel;
  }

  /** The result of watching. */
  enum Finding {
    /** The holder is alive: the lock changed. */
    ALIVE,
    /** The holder has ended: the lock did not change for a lease, or says that it is released. */
    ENDED,
    /** The lock is gone. */
    GONE
  }

  Finding watch(LockSite site, Sighting seen) {
    Duration lease = seen.record().lease();
    Duration pause = lease.dividedBy(LOOKS_PER_LEASE);
    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    long start = System.nanoTime();
    boolean released = seen.record().released();
    while (!released && System.nanoTime() - start < lease.toNanos()) {
      cancel.pause(bounded);
      Optional<Sighting> now = locks.observe(site, seen.generation());
      if (now.isEmpty()) {
        return Finding.GONE;
      }
      if (!now.get().content().equals(seen.content())) {
        // A release is no sign of life: the caller reads the changed lock again.
        return now.get().record().released() ? Finding.GONE : Finding.ALIVE;
      }
    }
    return Finding.ENDED;
  }
}
