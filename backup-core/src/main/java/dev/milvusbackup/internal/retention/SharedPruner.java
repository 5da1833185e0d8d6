package dev.milvusbackup.internal.retention;

import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.ConditionalPuts;
import dev.milvusbackup.internal.sharing.Sweep;
import dev.milvusbackup.internal.sharing.Sweep.Swept;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prunes what incremental backups share, one prune of a store at a time. */
final class SharedPruner {

  private final ObjectStore store;
  private final Guards guards;
  private final StoreClock clock;
  private final RetiredRemover retired;

  SharedPruner(ObjectStore store, BackupRemover remover, Guards guards, StoreClock clock) {
    this.store = store;
    this.guards = guards;
    this.clock = clock;
    this.retired = new RetiredRemover(store, remover);
  }

  /** What a prune would remove, after the backups of the plan are deleted. */
  SharedSpace preview(PruneRequest request, PrunePlan plan, JobContext job) {
    Sweep sweep = sweep(store);
    return sweep.isNeeded()
        ? sweep.preview(clock.ofStore(), request.gracePeriod(), deleted(plan), job.cancel())
        : SharedSpace.NONE;
  }

  /**
   * Begins, and checks in advance what {@link Session#run} needs, so that nothing is deleted before
   * a refusal.
   *
   * @throws dev.milvusbackup.error.PruneRefusedException if a backup cannot be read, or the store
   *     reports no time
   * @throws dev.milvusbackup.error.BackupLockedException if another prune runs
   */
  Session begin(PrunePlan plan, JobContext job) {
    if (!sweep(store).isNeeded()) {
      return new Session(null, job);
    }
    new ConditionalPuts(store).require();
    JobLock lock = guards.locks().forPrune(SharedLayout.locks(), job.id(), job.cancel());
    Session session = new Session(lock, job);
    try {
      lock.forgetFormer();
      clock.ofStore();
      if (!plan.isEmpty()) {
        sweep(store).requireReadable(deleted(plan), job.cancel());
      }
      return session;
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private static Set<String> deleted(PrunePlan plan) {
    Set<String> names = new HashSet<>(plan.incomplete());
    plan.removals().forEach(removal -> names.add(removal.backup().name()));
    return names;
  }

  private Sweep sweep(ObjectStore of) {
    return new Sweep(of, new IncrementCatalog(of), guards.pins().names());
  }

  /** One prune, by the holder of the lock; without a lock if nothing is shared. */
  final class Session implements AutoCloseable {

    private final @Nullable JobLock lock;
    private final JobContext job;

    private Session(@Nullable JobLock lock, JobContext job) {
      this.lock = lock;
      this.job = job;
    }

    SharedSpace run(PruneRequest request) {
      if (lock == null) {
        return SharedSpace.NONE;
      }
      Instant now = clock.ofStore();
      Swept swept = sweep(lock.store()).run(now, request.gracePeriod(), job.cancel());
      retired.remove(swept.retired(), now.minus(request.gracePeriod()), job);
      return swept.space();
    }

    @Override
    public void close() {
      if (lock != null) {
        lock.releaseUnused();
      }
    }
  }
}
