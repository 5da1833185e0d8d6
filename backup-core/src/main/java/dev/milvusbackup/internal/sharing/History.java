package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The segments that the backup store holds, by their fingerprints. */
final class History {

  private final Map<String, KnownSegment> segments = new HashMap<>();
  private final Map<String, Set<Long>> collections = new TreeMap<>(); // of each root
  private final Map<String, String> names = new HashMap<>(); // one text for each root

  /** Adds what a backup has of some collections. What is known already stays. */
  void add(IncrementalCommit backup, Set<Long> wanted) {
    PackedObjects objects = PackedObjects.of(backup.objects());
    List<CollectionBackupInfo> infos =
        backup.tree().collections().stream()
            .filter(c -> wanted.contains(c.collectionId()))
            .toList();
    References.each(infos, (segment, shared) -> add(segment, shared, LogSum.of(segment), objects));
  }

  /**
   * Adds what an interrupted create has copied.
   *
   * @param copied some of the objects of these segments
   */
  void add(List<CommittedObject> copied, List<SegmentBackupInfo> segmentsOfLedger) {
    Map<String, CommittedObject> byPath = new TreeMap<>();
    copied.stream()
        .filter(o -> SharedLayout.key(o.path()).isPresent())
        .forEach(o -> byPath.put(o.path(), o));
    PackedObjects objects = PackedObjects.of(byPath.values());
    Map<String, LogSums> sums = new HashMap<>();
    for (CommittedObject object : objects) {
      SharedLayout.key(object.path())
          .flatMap(SharedPath::of)
          .ifPresent(
              path ->
                  sums.computeIfAbsent(path.root(), root -> new LogSums())
                      .add(path.group(), LogSum.of(path.log(), object.size())));
    }
    for (SegmentBackupInfo segment : segmentsOfLedger) {
      SharedLogs shared = segment.shared();
      if (shared != null && sums.containsKey(shared.root())) {
        LogSum sum = Objects.requireNonNull(sums.get(shared.root())).get(segment.segmentId());
        add(segment, shared, sum, objects);
      }
    }
  }

  private void add(
      SegmentBackupInfo segment, SharedLogs shared, LogSum sum, PackedObjects objects) {
    if (shared.fingerprint().isEmpty()) {
      return;
    }
    String root = names.computeIfAbsent(shared.root(), name -> name);
    SharedLogs place = new SharedLogs(root, shared.fingerprint());
    segments.putIfAbsent(
        shared.fingerprint(), new KnownSegment(place, segment.segmentId(), sum, objects));
    collections.computeIfAbsent(root, name -> new TreeSet<>()).add(segment.collectionId());
  }

  /** Keeps only segments that are not condemned, and that the store holds exactly. */
  void retainIntact(SharedLook look, SharedSegments condemned) {
    Map<String, LogSums> found = new HashMap<>();
    collections.forEach((root, ids) -> found.put(root, look.segments(root, ids)));
    segments
        .values()
        .removeIf(
            known -> {
              String root = known.shared().root();
              LogSum present = Objects.requireNonNull(found.get(root)).get(known.id());
              return !known.sum().equals(present) || condemned.contains(root, known.id());
            });
  }

  /** Where a segment is; empty if it has to be copied. */
  Optional<SharedLogs> find(SegmentBackupInfo segment, String fingerprint) {
    KnownSegment known = segments.get(fingerprint);
    return known == null || !known.sum().equals(LogSum.of(segment))
        ? Optional.empty()
        : Optional.of(known.shared());
  }

  /** The objects of a segment that {@link #find} has found, in the order of their paths. */
  List<CommittedObject> objects(SegmentBackupInfo segment) {
    String fingerprint = Objects.requireNonNull(segment.shared()).fingerprint();
    return Objects.requireNonNull(segments.get(fingerprint)).objects(segment);
  }
}
