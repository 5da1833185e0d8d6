package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The delta logs in Milvus's storage before a flush. Milvus never changes a file, so later deletes
 * are in other files.
 */
record DeltaLogs(Set<ObjectKey> keys) {

  static final DeltaLogs NONE = new DeltaLogs(Set.of());

  static DeltaLogs list(ObjectStore milvusStorage, long collectionId) {
    try (Stream<ObjectInfo> logs = milvusStorage.list(directory(collectionId))) {
      return new DeltaLogs(logs.map(ObjectInfo::key).collect(Collectors.toUnmodifiableSet()));
    }
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
