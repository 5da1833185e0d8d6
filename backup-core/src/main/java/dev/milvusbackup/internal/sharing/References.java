package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The shared segments that a backup refers to, by root. */
public final class References {

  private final Map<String, LogSums> segments = new TreeMap<>();
  private final Map<String, Set<Long>> collections = new TreeMap<>();

  private References() {}

  public static References of(List<CollectionBackupInfo> infos) {
    References references = new References();
    each(
        infos,
        (segment, shared) -> {
          references
              .segments
              .computeIfAbsent(shared.root(), root -> new LogSums())
              .add(segment.segmentId(), LogSum.of(segment));
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
    for (Map.Entry<String, LogSums> root : segments.entrySet()) {
      LogSums found =
          look.segments(root.getKey(), collections.getOrDefault(root.getKey(), Set.of()));
      OptionalLong broken = root.getValue().firstDifferent(found);
      if (broken.isPresent()) {
        return Optional.of("segment %d in root %s".formatted(broken.getAsLong(), root.getKey()));
      }
    }
    return Optional.empty();
  }
}
