package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.FlushTicket;
import dev.milvusbackup.internal.milvus.Flusher;
import dev.milvusbackup.internal.milvus.HybridTime;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.PersistentSegment;
import dev.milvusbackup.internal.milvus.ServerFeatures;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the snapshot of a collection: flushes it, so that every acknowledged row is in a segment,
 * and lists its segments and files.
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
   * Waits for the next step of Milvus's clock. Cuts are between steps, and everything acknowledged
   * so far has to be before the following cuts.
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
          "Cannot start the backup: Milvus's clock has not advanced for %s. Check its root coordinator."
              .formatted(limits.flushTimeout()));
    }
  }

  public CollectionSnapshot take(CollectionName name, BackupPlan plan, JobContext job) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<CollectionSnapshot> snapshot = takeOnce(name, plan, job);
      if (snapshot.isPresent()
          && milvus.collections().id(name) == snapshot.get().info().collectionId()) {
        return snapshot.get();
      }
    }
    throw new MilvusException(
        "Cannot back up %s: it kept changing (compaction, or drop and re-create) during %d attempts. Retry when write load is lower."
            .formatted(name, MOST_ATTEMPTS));
  }

  /** Empty if it changed in the meantime. */
  private Optional<CollectionSnapshot> takeOnce(
      CollectionName name, BackupPlan plan, JobContext job) {
    ServerFeatures server = ServerFeatures.of(plan.server());
    CollectionBackupInfo described = milvus.collections().describe(name);
    SegmentMetadata metadata =
        new SegmentMetadata(plan.layout(), milvusStorage.location(), job.id());
    if (plan.strategy() == BackupStrategy.METADATA_ONLY) {
      return Optional.of(
          metadata.assemble(
              described,
              FlushPoint.NONE,
              Optional.empty(),
              partitions(described),
              SegmentInventory.EMPTY));
    }
    boolean flushing = plan.strategy() == BackupStrategy.FLUSH;
    // Later servers store deletes in segments of their own, which their import does not cut.
    boolean cutting = flushing && server.cutsImports();
    DeltaLogs before =
        cutting ? DeltaLogs.list(milvusStorage, described.collectionId()) : DeltaLogs.NONE;
    long rowsBefore = flushing ? milvus.segments().persistentRows(name) : 0;
    FlushTicket ticket = flushing ? flusher.flush(name, job) : FlushTicket.NONE;
    // After the flush: it includes new partitions, and a segment without a partition was dropped.
    List<PartitionBackupInfo> partitions = partitions(described);
    Set<Long> partitionIds =
        partitions.stream().map(PartitionBackupInfo::partitionId).collect(Collectors.toSet());
    SegmentInventoryTaker taker =
        new SegmentInventoryTaker(milvus.segments(), server, milvusStorage);
    SegmentInventory inventory = taker.take(described, partitionIds, job);
    // Rows inserted after the flush need not be in a segment.
    if (rowsBefore > 0 || ticket.isAnySealed()) {
      requireSegments(name, inventory.segments());
    }
    if (!cutting || ticket.timestamp() == 0) {
      return Optional.of(
          metadata.assemble(described, ticket.point(), Optional.empty(), partitions, inventory));
    }
    SecondFlush late =
        new SecondFlush(
            () -> flusher.flush(name, job), () -> taker.take(described, partitionIds, job));
    return new SnapshotCut(milvusStorage, described.collectionId(), ticket, before)
        .apply(inventory, late)
        .map(
            at ->
                metadata.assemble(
                    described, ticket.point(), Optional.of(at.cut()), partitions, at.inventory()));
  }

  private List<PartitionBackupInfo> partitions(CollectionBackupInfo described) {
    return milvus.partitions().of(described.collection(), described.collectionId());
  }

  private void requireSegments(CollectionName name, List<PersistentSegment> segments) {
    long listed = segments.stream().mapToLong(PersistentSegment::rows).sum();
    if (listed == 0 && milvus.segments().persistentRows(name) > 0) {
      throw new MilvusStorageMismatchException(
          "Cannot back up %s: Milvus counts rows in it but lists no segments. Try again; if it happens again, check the state of its segments."
              .formatted(name));
    }
  }
}
