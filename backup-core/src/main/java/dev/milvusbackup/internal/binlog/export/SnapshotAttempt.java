package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import dev.milvusbackup.internal.milvus.segments.Flusher;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * One attempt at a snapshot: describe, flush, list, and cut off what is later than the flush.
 *
 * @param earlier the delta logs of all collections, listed at any time before; with fewer of them
 *     known, more of the later ones are looked at
 */
record SnapshotAttempt(
    MilvusGateway milvus,
    ObjectStore milvusStorage,
    Flusher flusher,
    BackupPlan plan,
    Optional<DeltaLogs> earlier,
    JobContext job) {

  /** Empty if the collection changed in the middle. */
  Optional<CollectionSnapshot> take(CollectionName name) {
    CollectionBackupInfo described =
        milvus.collections().describe(name).withAliases(milvus.aliases().of(name));
    try {
      return take(described);
    } catch (MilvusStorageMismatchException e) {
      // The files of a collection that was dropped and created again are those of the other one.
      if (isSame(described, e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean isSame(CollectionBackupInfo described, BackupException failure) {
    try {
      return milvus.collections().id(described.collection()) == described.collectionId();
    } catch (BackupException e) {
      failure.addSuppressed(e);
      return true;
    }
  }

  private Optional<CollectionSnapshot> take(CollectionBackupInfo described) {
    if (plan.strategy() == BackupStrategy.SCHEMA_ONLY) {
      return Optional.of(
          metadata()
              .assemble(
                  described,
                  FlushPoint.NONE,
                  Optional.empty(),
                  partitions(described),
                  SegmentInventory.EMPTY));
    }
    if (plan.strategy() == BackupStrategy.FLUSH) {
      return flush(described);
    }
    List<PartitionBackupInfo> partitions = partitions(described);
    SegmentInventory inventory = list(described, partitions);
    return Optional.of(
        metadata().assemble(described, FlushPoint.NONE, Optional.empty(), partitions, inventory));
  }

  private Optional<CollectionSnapshot> flush(CollectionBackupInfo described) {
    CollectionName name = described.collection();
    // Later servers store deletes in segments of their own, which their import does not cut.
    boolean cutting = ServerFeatures.of(plan.server()).cutsImports();
    DeltaLogs before = cutting ? deltaLogs(described.collectionId()) : DeltaLogs.NONE;
    long rowsBefore = milvus.segments().persistentRows(name);
    FlushTicket ticket = flusher.flush(name, job);
    // After the flush: a new partition is listed, and a segment without partition was dropped.
    List<PartitionBackupInfo> partitions = partitions(described);
    SegmentInventory inventory = list(described, partitions);
    // Rows inserted after the flush need not be in a segment.
    if (rowsBefore > 0 || ticket.isAnySealed()) {
      requireSegments(name, inventory.segments());
    }
    if (!cutting || ticket.timestamp() == 0) {
      return Optional.of(
          metadata().assemble(described, ticket.point(), Optional.empty(), partitions, inventory));
    }
    SecondFlush late =
        new SecondFlush(() -> flusher.flush(name, job), () -> list(described, partitions));
    return new SnapshotCut(milvusStorage, described.collectionId(), ticket, before)
        .apply(inventory, late)
        .map(
            at ->
                metadata()
                    .assemble(
                        described,
                        ticket.point(),
                        Optional.of(at.cut()),
                        partitions,
                        at.inventory()));
  }

  private DeltaLogs deltaLogs(long collectionId) {
    return earlier.orElseGet(() -> DeltaLogs.list(milvusStorage, collectionId));
  }

  private SegmentMetadata metadata() {
    return new SegmentMetadata(
        plan.layout(), milvusStorage.location(), job.id(), plan.incremental());
  }

  private List<PartitionBackupInfo> partitions(CollectionBackupInfo described) {
    return milvus.partitions().of(described.collection(), described.collectionId());
  }

  private SegmentInventory list(
      CollectionBackupInfo described, List<PartitionBackupInfo> partitions) {
    Set<Long> ids =
        partitions.stream().map(PartitionBackupInfo::partitionId).collect(Collectors.toSet());
    ToLongFunction<ObjectInfo> tags = plan.incremental() ? Fingerprint::tag : Fingerprint::none;
    return new SegmentInventoryTaker(
            milvus.segments(), ServerFeatures.of(plan.server()), milvusStorage, tags)
        .take(described, ids, job);
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
