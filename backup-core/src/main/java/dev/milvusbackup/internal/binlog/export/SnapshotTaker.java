package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.Flusher;
import dev.milvusbackup.internal.milvus.HybridTime;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.ServerFeatures;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.Optional;

/**
 * Fixes what of a collection goes into the backup: has Milvus write out its buffers, so that every
 * acknowledged row is in a segment, and takes the list of segments and their files.
 */
public final class SnapshotTaker {

  private static final Duration LONGEST_POLL = Duration.ofMillis(250);
  private static final int MOST_ATTEMPTS = 5;

  private final MilvusGateway milvus;
  private final ObjectStore milvusStorage;
  private final Limits limits;
  private final Flusher flusher;

  public SnapshotTaker(MilvusGateway milvus, ObjectStore milvusStorage, Limits limits) {
    this.milvus = milvus;
    this.milvusStorage = milvusStorage;
    this.limits = limits;
    this.flusher = new Flusher(milvus.segments(), limits.flushTimeout());
  }

  /**
   * Cuts are made between steps of Milvus's clock. What was acknowledged before now has to be on
   * the earlier side of those that follow.
   */
  void awaitClock(BackupPlan plan, JobContext job) {
    if (plan.strategy() != BackupStrategy.FLUSH
        || !ServerFeatures.of(plan.server()).cutsImports()) {
      return;
    }
    long before = milvus.segments().now();
    Deadline deadline = Deadline.in(limits.flushTimeout(), LONGEST_POLL);
    if (!deadline.await(job.cancel(), () -> HybridTime.floor(milvus.segments().now()) > before)) {
      throw new TimedOutException(
          "Cannot begin the backup: Milvus's clock has stood still for %s. Look at its root coordinator."
              .formatted(limits.flushTimeout()));
    }
  }

  public CollectionSnapshot take(CollectionName name, BackupPlan plan, JobContext job) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<CollectionSnapshot> snapshot =
          new SnapshotAttempt(milvus, milvusStorage, flusher, plan, job).take(name);
      if (snapshot.isPresent()
          && milvus.collections().id(name) == snapshot.get().info().collectionId()) {
        return snapshot.get();
      }
    }
    throw new MilvusException(
        "Cannot back up %s: it is compacted, or dropped and created again, all the time (%d attempts). Try again when less is changed in it."
            .formatted(name, MOST_ATTEMPTS));
  }
}
