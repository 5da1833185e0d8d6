package dev.milvusbackup.internal.create;

import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The binlogs of one segment as they lie in Milvus's storage.
 *
 * @param inserts field to its logs, in the order of their ids; what Milvus packs in groups of
 *     columns is named after the group
 * @param deltas its delta logs
 */
record SegmentFiles(Map<Long, List<ObjectInfo>> inserts, List<ObjectInfo> deltas) {

  private static final String INSERT_LOG = "insert_log";
  private static final String DELTA_LOG = "delta_log";

  /**
   * The files of some segments, by two listings. Milvus lays them out as {@code
   * insert_log/collection/partition/segment/field/log} and {@code
   * delta_log/collection/partition/segment/log}.
   */
  static Map<Long, SegmentFiles> list(ObjectStore milvus, long collectionId, Set<Long> segmentIds) {
    Map<Long, SegmentFiles> files = new HashMap<>();
    for (Long id : segmentIds) {
      files.put(id, new SegmentFiles(new TreeMap<>(), new ArrayList<>()));
    }
    collect(milvus, INSERT_LOG, collectionId, files, 4);
    collect(milvus, DELTA_LOG, collectionId, files, 3);
    return files;
  }

  /** The last part of a binlog's key. */
  static long logId(ObjectInfo log) {
    String path = log.key().path();
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  Collection<ObjectInfo> all() {
    List<ObjectInfo> all = new ArrayList<>();
    inserts.values().forEach(all::addAll);
    all.addAll(deltas);
    return all;
  }

  private static void collect(
      ObjectStore milvus,
      String kind,
      long collectionId,
      Map<Long, SegmentFiles> files,
      int depth) {
    ObjectKey directory = ObjectKey.of(kind + "/" + collectionId);
    try (Stream<ObjectInfo> objects = milvus.list(directory)) {
      objects.forEach(
          object -> {
            String[] path = object.key().relativeTo(directory).split("/");
            SegmentFiles segment = path.length < 2 ? null : files.get(number(path[1]));
            if (segment != null) {
              segment.add(milvus, object, path, depth);
            }
          });
    }
  }

  private void add(ObjectStore milvus, ObjectInfo object, String[] path, int depth) {
    if (path.length != depth || number(path[depth - 1]) < 0 || number(path[2]) < 0) {
      throw new MilvusStorageMismatchException(
          "Cannot back up segment %s: %s in %s is no binlog of a form that this library knows. Move it away if it is not Milvus's."
              .formatted(path[1], object.key(), milvus.displayName()));
    }
    if (depth == 4) {
      inserts.computeIfAbsent(number(path[2]), field -> new ArrayList<>()).add(object);
    } else {
      deltas.add(object);
    }
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
