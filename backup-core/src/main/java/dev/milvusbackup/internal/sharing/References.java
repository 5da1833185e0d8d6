package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.storage.ObjectStore;
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
  public static void each(
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

  /**
   * Looks whether a store holds all of them.
   *
   * @throws CorruptBackupException if it does not
   */
  public void require(ObjectStore store) {
    firstBroken(new SharedLook(store))
        .ifPresent(
            segment -> {
              throw new CorruptBackupException(
                  "Cannot complete the backup: %s is no longer as it was in %s. Delete it if it is listed, create it again, and check whether another program writes there."
                      .formatted(segment, store.displayName()));
            });
  }

  /** A segment that the store does not hold exactly as it should, if there is one. */
  private Optional<String> firstBroken(SharedLook look) {
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
