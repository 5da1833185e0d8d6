package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.sharing.KnownSegment.PackedFingerprint;
import java.util.ArrayList;
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

  private final Map<PackedFingerprint, KnownSegment> segments = new HashMap<>();
  private final List<PackedObjects> objects = new ArrayList<>(); // their objects
  private final Map<String, Set<Long>> collections = new TreeMap<>(); // of each root
  private final Map<String, String> names = new HashMap<>(); // one text for each root

  /** Adds what a backup has of some collections. What is known already stays. */
  void add(IncrementalCommit backup, Set<Long> wanted) {
    objects.add(PackedObjects.of(backup.objects()));
    List<CollectionBackupInfo> infos =
        backup.tree().collections().stream()
            .filter(c -> wanted.contains(c.collectionId()))
            .toList();
    References.each(infos, (segment, shared) -> add(segment, shared, LogSum.of(segment)));
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
    objects.add(PackedObjects.of(byPath.values()));
    Map<String, LogSums> sums = new HashMap<>();
    for (CommittedObject object : byPath.values()) {
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
        add(segment, shared, sum);
      }
    }
  }

  private void add(SegmentBackupInfo segment, SharedLogs shared, LogSum sum) {
    PackedFingerprint.of(shared.fingerprint())
        .ifPresent(
            key -> {
              String root = names.computeIfAbsent(shared.root(), name -> name);
              segments.putIfAbsent(key, KnownSegment.of(root, segment.segmentId(), sum));
              collections
                  .computeIfAbsent(root, name -> new TreeSet<>())
                  .add(segment.collectionId());
            });
  }

  /** Keeps only segments that are not condemned, and that the store holds exactly. */
  void retainIntact(SharedLook look, SharedSegments condemned) {
    Map<String, LogSums> found = new HashMap<>();
    collections.forEach((root, ids) -> found.put(root, look.segments(root, ids)));
    segments
        .values()
        .removeIf(
            known -> {
              String root = known.root();
              LogSum present = Objects.requireNonNull(found.get(root)).get(known.id());
              return !known.sum().equals(present) || condemned.contains(root, known.id());
            });
  }

  /** The root that has a segment; empty if it has to be copied. */
  Optional<String> find(SegmentBackupInfo segment) {
    return Optional.ofNullable(segment.shared())
        .flatMap(logs -> PackedFingerprint.of(logs.fingerprint()))
        .map(segments::get)
        .filter(known -> known.sum().equals(LogSum.of(segment)))
        .map(KnownSegment::root);
  }

  /** The objects of the segments, and others. */
  List<PackedObjects> objects() {
    return objects;
  }
}
