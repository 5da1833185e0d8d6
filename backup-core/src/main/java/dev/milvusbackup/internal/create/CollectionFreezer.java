package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.format.FlushPoint;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.FlushTicket;
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
final class CollectionFreezer {

  private static final Duration LONGEST_POLL = Duration.ofMillis(250);
  private static final int MOST_ATTEMPTS = 5;

  private final MilvusGateway milvus;
  private final ObjectStore milvusStorage;
  private final Limits limits;

  CollectionFreezer(MilvusGateway milvus, ObjectStore milvusStorage, Limits limits) {
    this.milvus = milvus;
    this.milvusStorage = milvusStorage;
    this.limits = limits;
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

  FrozenCollection freeze(CollectionName name, BackupPlan plan, JobContext job) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<FrozenCollection> frozen = freezeOnce(name, plan, job);
      if (frozen.isPresent()
          && milvus.collections().id(name) == frozen.get().info().collectionId()) {
        return frozen.get();
      }
    }
    throw new MilvusException(
        "Cannot back up %s: it is compacted, or dropped and created again, all the time (%d attempts). Try again when less is changed in it."
            .formatted(name, MOST_ATTEMPTS));
  }

  /** Empty if it was changed in the middle. */
  private Optional<FrozenCollection> freezeOnce(
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
    long rowsBefore = flushing ? milvus.segments().persistentRows(name) : 0;
    FlushTicket ticket = flushing ? flush(name, job) : FlushTicket.NONE;
    // After the flush: a partition made meanwhile is there, and a segment without one was dropped.
    List<PartitionBackupInfo> partitions = partitions(described);
    Set<Long> partitionIds =
        partitions.stream().map(PartitionBackupInfo::partitionId).collect(Collectors.toSet());
    SegmentInventory inventory =
        new SegmentInventoryTaker(milvus.segments(), server, milvusStorage)
            .take(described, partitionIds, job);
    // Rows that came after the flush need not be in a segment.
    if (rowsBefore > 0 || ticket.isAnySealed()) {
      requireSegments(name, inventory.segments());
    }
    // Later servers keep deletes in segments of their own, which their import does not cut.
    if (ticket.timestamp() == 0 || !server.cutsImports()) {
      return Optional.of(
          metadata.assemble(described, ticket.point(), Optional.empty(), partitions, inventory));
    }
    return new FlushCut(milvusStorage, described.collectionId(), ticket)
        .apply(inventory)
        .map(
            at ->
                metadata.assemble(
                    described, ticket.point(), Optional.of(at.cut()), partitions, at.inventory()));
  }

  private List<PartitionBackupInfo> partitions(CollectionBackupInfo described) {
    return milvus.partitions().of(described.collection(), described.collectionId());
  }

  private FlushTicket flush(CollectionName name, JobContext job) {
    Deadline deadline = Deadline.in(limits.flushTimeout(), LONGEST_POLL);
    FlushTicket ticket = requestFlush(name, deadline, job);
    if (!deadline.await(job.cancel(), () -> milvus.segments().isFlushed(name, ticket))) {
      throw new TimedOutException(
          "Cannot flush %s: Milvus has not written out %d segments within %s. Look at its data nodes, or allow a longer Limits.flushTimeout."
              .formatted(name, ticket.segmentIds().size(), limits.flushTimeout()));
    }
    return ticket;
  }

  /** Milvus limits the rate of flushes; until the deadline that is a reason to wait. */
  private FlushTicket requestFlush(CollectionName name, Deadline deadline, JobContext job) {
    while (true) {
      job.cancel().check();
      try {
        return milvus.segments().flush(name);
      } catch (MilvusUnavailableException e) {
        if (deadline.hasPassed()) {
          throw e;
        }
        deadline.pause(job.cancel());
      }
    }
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
