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
      Optional<CollectionSnapshot> snapshot = takeOnce(name, plan, job);
      if (snapshot.isPresent()
          && milvus.collections().id(name) == snapshot.get().info().collectionId()) {
        return snapshot.get();
      }
    }
    throw new MilvusException(
        "Cannot back up %s: it is compacted, or dropped and created again, all the time (%d attempts). Try again when less is changed in it."
            .formatted(name, MOST_ATTEMPTS));
  }

  /** Empty if it was changed in the middle. */
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
    // Later servers keep deletes in segments of their own, which their import does not cut.
    boolean cutting = flushing && server.cutsImports();
    DeltaLogs before =
        cutting ? DeltaLogs.list(milvusStorage, described.collectionId()) : DeltaLogs.NONE;
    long rowsBefore = flushing ? milvus.segments().persistentRows(name) : 0;
    FlushTicket ticket = flushing ? flusher.flush(name, job) : FlushTicket.NONE;
    // After the flush: a partition made meanwhile is there, and a segment without one was dropped.
    List<PartitionBackupInfo> partitions = partitions(described);
    Set<Long> partitionIds =
        partitions.stream().map(PartitionBackupInfo::partitionId).collect(Collectors.toSet());
    SegmentInventoryTaker taker =
        new SegmentInventoryTaker(milvus.segments(), server, milvusStorage);
    SegmentInventory inventory = taker.take(described, partitionIds, job);
    // Rows that came after the flush need not be in a segment.
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
          "Cannot back up %s: Milvus counts rows in it but lists no segments. Try again; if it stays so, look at the state of its segments."
              .formatted(name));
    }
  }
}
