package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.storage.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The segments that the backup store holds, by their fingerprints. */
public final class History {

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
    PackedObjects objects =
        PackedObjects.sorted(
            copied.stream().filter(o -> SharedLayout.key(o.path()).isPresent()).toList());
    Map<String, Map<Long, LogSum>> sums = new HashMap<>();
    for (CommittedObject object : objects) {
      SharedLayout.key(object.path())
          .flatMap(SharedPath::of)
          .ifPresent(
              path ->
                  sums.computeIfAbsent(path.root(), root -> new HashMap<>())
                      .merge(path.group(), LogSum.of(path.log(), object.size()), LogSum::plus));
    }
    for (SegmentBackupInfo segment : segmentsOfLedger) {
      SharedLogs shared = Objects.requireNonNull(segment.shared());
      LogSum sum = sums.getOrDefault(shared.root(), Map.of()).get(segment.segmentId());
      if (sum != null) {
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
    ObjectKey directory = SharedLayout.group(root, segment);
    segments.putIfAbsent(
        shared.fingerprint(),
        new KnownSegment(root, segment.segmentId(), sum, objects, SharedLayout.path(directory)));
    collections.computeIfAbsent(root, name -> new TreeSet<>()).add(segment.collectionId());
  }

  /** Keeps only segments that are not condemned, and that the store holds exactly. */
  void retainIntact(SharedLook look, SharedSegments condemned) {
    Map<String, Map<Long, LogSum>> found = new HashMap<>();
    collections.forEach((root, ids) -> found.put(root, look.segments(root, ids)));
    segments
        .values()
        .removeIf(
            known -> {
              LogSum present = found.getOrDefault(known.root(), Map.of()).get(known.id());
              return !known.sum().equals(present) || condemned.contains(known.root(), known.id());
            });
  }

  /** The root that holds a segment; empty if it has to be copied. */
  public Optional<String> root(SegmentBackupInfo segment) {
    SharedLogs shared = Objects.requireNonNull(segment.shared());
    KnownSegment known = segments.get(shared.fingerprint());
    return known == null || !known.sum().equals(LogSum.of(segment))
        ? Optional.empty()
        : Optional.of(known.root());
  }

  /** The objects of a segment that {@link #root} has found, in the order of their paths. */
  public List<CommittedObject> objects(SharedLogs shared) {
    return Objects.requireNonNull(segments.get(shared.fingerprint())).objects();
  }
}
