package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The delta logs in Milvus's storage before a flush. Milvus never changes a file, so later deletes
 * are in other files.
 */
record DeltaLogs(Set<ObjectKey> keys) {

  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 10;

  static final DeltaLogs NONE = new DeltaLogs(Set.of());

  static DeltaLogs list(ObjectStore milvusStorage, long collectionId) {
    try (Stream<ObjectInfo> logs = milvusStorage.list(directory(collectionId))) {
      return new DeltaLogs(logs.map(ObjectInfo::key).collect(Collectors.toUnmodifiableSet()));
    }
  }

  /**
   * Lists those of all collections with fewer requests than one for each of some of them.
   *
   * @param collections how many are of interest
   * @return empty if Milvus has so many delta logs that this costs as much, or much memory
   */
  static Optional<DeltaLogs> listAll(ObjectStore milvusStorage, int collections) {
    long most = (long) PAGE * Math.min(collections - 1, MOST_PAGES);
    Set<ObjectKey> keys = new HashSet<>();
    try (Stream<ObjectInfo> logs = milvusStorage.list(ObjectKey.of(BinlogLayout.DELTA_LOG))) {
      Iterator<ObjectInfo> found = logs.iterator();
      while (found.hasNext()) {
        if (keys.size() == most) {
          return Optional.empty();
        }
        keys.add(found.next().key());
      }
    }
    return Optional.of(new DeltaLogs(keys));
  }

  /** Whether the segments have no other delta logs. */
  boolean areAllOf(SegmentInventory inventory) {
    return inventory.segments().stream()
        .map(segment -> Objects.requireNonNull(inventory.files().get(segment.id())))
        .flatMap(files -> files.deltas().stream())
        .allMatch(log -> keys.contains(log.key()));
  }

  /** The later delta logs of other segments, which no longer exist. */
  List<ObjectInfo> laterOfOthers(
      ObjectStore milvusStorage, long collectionId, SegmentInventory inventory) {
    ObjectKey directory = directory(collectionId);
    Set<String> listed = inventory.ids().stream().map(String::valueOf).collect(Collectors.toSet());
    try (Stream<ObjectInfo> logs = milvusStorage.list(directory)) {
      return logs.filter(log -> !keys.contains(log.key()))
          .filter(log -> !listed.contains(segment(log.key().relativeTo(directory))))
          .toList();
    }
  }

  /** Of {@code partition/segment/log}. */
  private static String segment(String path) {
    String[] parts = path.split("/", -1);
    return parts.length > 1 ? parts[1] : "";
  }

  private static ObjectKey directory(long collectionId) {
    return BinlogLayout.directory(BinlogLayout.DELTA_LOG, collectionId);
  }
}
