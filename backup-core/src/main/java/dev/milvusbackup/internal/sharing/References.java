package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The shared segments that a backup refers to, by root. */
public final class References {

  private final Map<String, Map<Long, LogSum>> segments = new TreeMap<>();
  private final Map<String, Set<Long>> collections = new TreeMap<>();

  private References() {}

  public static References of(List<CollectionBackupInfo> infos) {
    References references = new References();
    each(
        infos,
        (segment, shared) -> {
          references
              .segments
              .computeIfAbsent(shared.root(), root -> new TreeMap<>())
              .put(segment.segmentId(), LogSum.of(segment));
          references
              .collections
              .computeIfAbsent(shared.root(), root -> new TreeSet<>())
              .add(segment.collectionId());
        });
    return references;
  }

  /** Calls an action for each shared segment. */
  static void each(
      List<CollectionBackupInfo> infos, BiConsumer<SegmentBackupInfo, SharedLogs> action) {
    for (CollectionBackupInfo collection : infos) {
      for (PartitionBackupInfo partition : collection.partitions()) {
        for (SegmentBackupInfo segment : partition.segments()) {
          SharedLogs shared = segment.shared();
          if (shared != null && !shared.root().isEmpty()) {
            action.accept(segment, shared);
          }
        }
      }
    }
  }

  /** A segment that the store does not hold exactly as it should, if there is one. */
  Optional<String> firstBroken(SharedLook look) {
    for (Map.Entry<String, Map<Long, LogSum>> root : segments.entrySet()) {
      Map<Long, LogSum> found =
          look.segments(root.getKey(), collections.getOrDefault(root.getKey(), Set.of()));
      for (Map.Entry<Long, LogSum> segment : root.getValue().entrySet()) {
        if (!segment.getValue().equals(found.get(segment.getKey()))) {
          return Optional.of("segment %d in root %s".formatted(segment.getKey(), root.getKey()));
        }
      }
    }
    return Optional.empty();
  }
}
