package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.segments.MilvusSegments;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Lists a collection's segments and their files. From 2.5.8 on Milvus reports which files belong to
 * a segment; before, all files of its directories do.
 */
final class SegmentInventoryTaker {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);

  private final MilvusSegments milvus;
  private final ServerFeatures server;
  private final ObjectStore milvusStorage;
  private final ToLongFunction<ObjectInfo> tags;

  /**
   * A taker.
   *
   * @param tags {@link Fingerprint#tag} or {@link Fingerprint#none}
   */
  SegmentInventoryTaker(
      MilvusSegments milvus,
      ServerFeatures server,
      ObjectStore milvusStorage,
      ToLongFunction<ObjectInfo> tags) {
    this.milvus = milvus;
    this.server = server;
    this.milvusStorage = milvusStorage;
    this.tags = tags;
  }

  /** Segments of these partitions; a segment of another one was dropped with it. */
  SegmentInventory take(CollectionBackupInfo collection, Set<Long> partitions, JobContext job) {
    Deadline deadline = Deadline.in(job.cancel(), TIMEOUT, LONGEST_POLL);
    while (true) {
      Optional<SegmentInventory> taken = takeOnce(collection, partitions);
      if (taken.isPresent()) {
        return taken.get();
      }
      if (deadline.hasPassed()) {
        throw new TimedOutException(
            "Cannot back up %s: its segments kept being flushed or compacted for %s. Retry when write load is lower; if it happens again, check Milvus's data coordinator."
                .formatted(collection.collection(), TIMEOUT));
      }
      deadline.pause();
    }
  }

  /** Empty if a segment is still flushing, or a compaction has replaced one. */
  private Optional<SegmentInventory> takeOnce(
      CollectionBackupInfo collection, Set<Long> partitions) {
    CollectionName name = collection.collection();
    Optional<List<PersistentSegment>> listed = milvus.of(name);
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    List<PersistentSegment> segments = known(name, listed.get(), partitions);
    if (server.describesSegments()) {
      return milvus
          .logs(name, collection.collectionId(), ids(segments))
          .map(logs -> described(collection, segments, logs));
    }
    Map<Long, SegmentFiles> files = files(collection, segments);
    new SegmentReconciler(milvusStorage).check(collection, segments, files);
    return Optional.of(new SegmentInventory(segments, files, Map.of()));
  }

  private SegmentInventory described(
      CollectionBackupInfo collection,
      List<PersistentSegment> segments,
      List<SegmentLogs> described) {
    Map<Long, SegmentFiles> listed = files(collection, segments);
    SegmentReconciler reconciler = new SegmentReconciler(milvusStorage);
    reconciler.checkPresence(collection, segments, listed);
    Map<Long, SegmentFiles> files = new HashMap<>();
    for (SegmentLogs logs : described) {
      SegmentFiles found = Objects.requireNonNull(listed.get(logs.segmentId()));
      files.put(logs.segmentId(), reconciler.choose(collection, logs, found));
    }
    reconciler.checkFields(collection, segments, files);
    return new SegmentInventory(
        segments,
        files,
        described.stream().collect(Collectors.toMap(SegmentLogs::segmentId, SegmentLogs::channel)));
  }

  private static List<PersistentSegment> known(
      CollectionName name, List<PersistentSegment> listed, Set<Long> partitions) {
    List<PersistentSegment> segments =
        listed.stream()
            .filter(s -> partitions.contains(s.partitionId()) || s.isOfAllPartitions())
            .toList();
    segments.stream()
        .filter(s -> s.storageVersion() > PersistentSegment.NEWEST_STORAGE_VERSION)
        .findFirst()
        .ifPresent(
            segment -> {
              throw new MilvusStorageMismatchException(
                  "Cannot back up %s: segment %d has storage version %d, this library supports up to %d. Use a later version of this library."
                      .formatted(
                          name,
                          segment.id(),
                          segment.storageVersion(),
                          PersistentSegment.NEWEST_STORAGE_VERSION));
            });
    return segments;
  }

  private Map<Long, SegmentFiles> files(
      CollectionBackupInfo collection, List<PersistentSegment> segments) {
    return SegmentFiles.list(
        milvusStorage, collection.collectionId(), Set.copyOf(ids(segments)), tags);
  }

  private static List<Long> ids(List<PersistentSegment> segments) {
    return segments.stream().map(PersistentSegment::id).toList();
  }
}
