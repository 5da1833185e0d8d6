package dev.milvusbackup.internal.retention;

import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.ConditionalPuts;
import dev.milvusbackup.internal.sharing.Sweep;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashSet;
import java.util.Set;

/** Prunes what incremental backups share, one prune of a store at a time. */
final class SharedPruner {

  private final ObjectStore store;
  private final Guards guards;
  private final StoreClock clock;

  SharedPruner(ObjectStore store, Guards guards, StoreClock clock) {
    this.store = store;
    this.guards = guards;
    this.clock = clock;
  }

  /** What a prune would remove, after the backups of the plan are deleted. */
  SharedSpace preview(PruneRequest request, PrunePlan plan, JobContext job) {
    Sweep sweep = sweep(store);
    if (!sweep.isNeeded()) {
      return SharedSpace.NONE;
    }
    Set<String> without = new HashSet<>(plan.incomplete());
    plan.removals().forEach(removal -> without.add(removal.backup().name()));
    return sweep.preview(clock.ofStore(), request.gracePeriod(), without, job.cancel());
  }

  /**
   * Checks in advance what {@link #run} needs, so that nothing is deleted before a refusal.
   *
   * @throws dev.milvusbackup.error.PruneRefusedException if a backup cannot be read, or the store
   *     reports no time
   */
  void requireReadable(JobContext job) {
    Sweep sweep = sweep(store);
    if (sweep.isNeeded()) {
      clock.ofStore();
      sweep.requireReadable(job.cancel());
    }
  }

  SharedSpace run(PruneRequest request, JobContext job) {
    if (!sweep(store).isNeeded()) {
      return SharedSpace.NONE;
    }
    new ConditionalPuts(store).require();
    JobLock lock = guards.locks().forPrune(SharedLayout.locks(), job.id(), job.cancel());
    try {
      lock.forgetFormer();
      SharedSpace space =
          sweep(lock.store()).run(clock.ofStore(), request.gracePeriod(), job.cancel());
      lock.release();
      return space;
    } finally {
      lock.leave();
    }
  }

  private Sweep sweep(ObjectStore store) {
    return new Sweep(store, new IncrementCatalog(store), guards.pins().names());
  }
}
