package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.segments.Flusher;
import dev.milvusbackup.internal.milvus.segments.HybridTime;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the snapshot of a collection: flushes it, so that every acknowledged row is in a segment,
 * and lists its segments and files.
 */
public final class SnapshotTaker {

  private static final Duration LONGEST_POLL = Duration.ofMillis(250);
  private static final int MOST_ATTEMPTS = 5;

  // Milvus before 2.3.1 writes deletes ten minutes after the first one.
  private static final Duration LATEST_DELETES = Duration.ofMinutes(15);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);

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
   * Waits for the next step of Milvus's clock. Cuts are between steps, and everything acknowledged
   * so far has to be before the following cuts.
   */
  void awaitClock(BackupPlan plan, JobContext job) {
    if (plan.strategy() != BackupStrategy.FLUSH
        || !ServerFeatures.of(plan.server()).cutsImports()) {
      return;
    }
    long before = milvus.segments().now();
    Deadline deadline = Deadline.in(job.cancel(), limits.flushTimeout(), LONGEST_POLL);
    if (!deadline.await(() -> HybridTime.floor(milvus.segments().now()) > before)) {
      throw new TimedOutException(
          "Cannot start the backup: Milvus's clock has not advanced for %s. Check its root coordinator."
              .formatted(limits.flushTimeout()));
    }
  }

  /** The delta logs before the flushes of some collections, if one listing is worth it. */
  Optional<DeltaLogs> deltaLogs(BackupPlan plan, int collections) {
    boolean cutting =
        plan.strategy() == BackupStrategy.FLUSH && ServerFeatures.of(plan.server()).cutsImports();
    return cutting && collections > 1
        ? DeltaLogs.listAll(milvusStorage, collections)
        : Optional.empty();
  }

  /** Takes the snapshot of a collection by itself. */
  CollectionSnapshot take(CollectionName name, BackupPlan plan, JobContext job) {
    return take(name, plan, Optional.empty(), job);
  }

  /**
   * Takes the snapshot of a collection, until its rows equal those that Milvus counts.
   *
   * @param earlier {@link #deltaLogs}, for the first attempt
   * @throws MilvusStorageMismatchException if they differ in the end
   */
  CollectionSnapshot take(
      CollectionName name, BackupPlan plan, Optional<DeltaLogs> earlier, JobContext job) {
    RowComparison rows = new RowComparison(milvus, milvusStorage, plan, job);
    boolean late = rows.lateDeletes();
    Deadline deletes = Deadline.in(job.cancel(), LATEST_DELETES, LONGEST_PAUSE);
    int previous = 0;
    for (int attempt = 1; ; attempt++) {
      LiveCount before = rows.before(name);
      CollectionSnapshot snapshot =
          takeUnchanged(name, plan, attempt == 1 ? earlier : Optional.empty(), job);
      RowComparison.Result result = rows.compare(snapshot.info(), before);
      rows.requireDeletes(snapshot.info(), result);
      if (!result.differs() || plan.options().acceptRowDifferences()) {
        return snapshot.with(result);
      }
      // Rows of this moment may be in no file of the snapshot, but they are in Milvus's own sum.
      int state = Objects.hash(snapshot.copies(), milvus.segments().persistentRows(name));
      boolean unchanged = state == previous;
      previous = state;
      if (late ? deletes.hasPassed() : attempt >= MOST_ATTEMPTS && unchanged) {
        throw rows.failure(snapshot.info(), result);
      }
      if (!late && attempt >= MOST_ATTEMPTS) {
        return snapshot.with(rows.changing(attempt)); // by upserts, which leave the count
      }
      LOG.info("{}: {}; taking it again", name, result.difference());
      deletes.pause();
    }
  }

  private CollectionSnapshot takeUnchanged(
      CollectionName name, BackupPlan plan, Optional<DeltaLogs> earlier, JobContext job) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<DeltaLogs> before = attempt == 1 ? earlier : Optional.empty();
      Optional<CollectionSnapshot> snapshot =
          new SnapshotAttempt(milvus, milvusStorage, flusher, plan, before, job).take(name);
      if (snapshot.isPresent()
          && milvus.collections().id(name) == snapshot.get().info().collectionId()) {
        return snapshot.get();
      }
    }
    throw new MilvusException(
        "Cannot back up %s: it kept changing (compaction, or drop and re-create) during %d attempts. Retry when write load is lower."
            .formatted(name, MOST_ATTEMPTS));
  }
}
