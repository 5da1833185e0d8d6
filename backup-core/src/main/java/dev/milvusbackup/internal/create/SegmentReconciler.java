package dev.milvusbackup.internal.create;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
import dev.milvusbackup.internal.format.FieldSchema;
import dev.milvusbackup.internal.milvus.PersistentSegment;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what Milvus says of its segments with what lies in its storage. A difference means that
 * the backup would lack rows or could not be imported.
 */
final class SegmentReconciler {

  // Milvus's own fields in every segment: row id and timestamp.
  private static final Set<Long> SYSTEM_FIELDS = Set.of(0L, 1L);

  private final ObjectStore milvusStorage;

  SegmentReconciler(ObjectStore milvusStorage) {
    this.milvusStorage = milvusStorage;
  }

  void check(
      CollectionBackupInfo collection,
      List<PersistentSegment> segments,
      Map<Long, SegmentFiles> files) {
    CollectionName name = collection.collection();
    List<PersistentSegment> filled = segments.stream().filter(s -> s.rows() > 0).toList();
    List<PersistentSegment> absent =
        filled.stream().filter(s -> inserts(files, s).isEmpty()).toList();
    if (!absent.isEmpty()) {
      throw noFiles(collection, filled.size(), absent);
    }
    for (PersistentSegment segment : filled) {
      checkFields(name, segment.id(), required(collection), inserts(files, segment));
    }
  }

  private static Map<Long, List<ObjectInfo>> inserts(
      Map<Long, SegmentFiles> files, PersistentSegment segment) {
    SegmentFiles found = files.get(segment.id());
    return found == null ? Map.of() : found.inserts();
  }

  private static Set<Long> required(CollectionBackupInfo collection) {
    Set<Long> fields =
        collection.schema().fields().stream()
            .map(FieldSchema::fieldId)
            .collect(Collectors.toCollection(TreeSet::new));
    fields.addAll(SYSTEM_FIELDS);
    return fields;
  }

  private void checkFields(
      CollectionName name, long segment, Set<Long> required, Map<Long, List<ObjectInfo>> inserts) {
    Set<Long> missing = new TreeSet<>(required);
    missing.removeAll(inserts.keySet());
    if (!missing.isEmpty()) {
      throw new MilvusStorageMismatchException(
          "Cannot back up %s: segment %d has no binlogs of fields %s in %s. Its files are not complete; try again after a compaction."
              .formatted(name, segment, missing, milvusStorage.displayName()));
    }
    Set<Integer> counts = inserts.values().stream().map(List::size).collect(Collectors.toSet());
    if (counts.size() > 1) {
      String byField =
          inserts.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue().size())
              .collect(Collectors.joining(", "));
      throw new MilvusStorageMismatchException(
          "Cannot back up %s: the fields of segment %d have different numbers of binlogs (%s) in %s, as a retried upload leaves them. Compact the collection and try again."
              .formatted(name, segment, byField, milvusStorage.displayName()));
    }
  }

  private MilvusStorageMismatchException noFiles(
      CollectionBackupInfo collection, int filled, List<PersistentSegment> absent) {
    PersistentSegment first = absent.get(0);
    String wayOut =
        new StorageRootFinder(milvusStorage)
            .find(collection.collectionId())
            .map(root -> "They lie below root path '%s': use that one.".formatted(root))
            .orElse(
                "Check bucket (minio.bucketName) and root path (minio.rootPath, or localStorage.path) against Milvus's own configuration.");
    return new MilvusStorageMismatchException(
        "Cannot back up %s: the store given as milvusStorage lacks the files of %d of %d segments (segment %d with %d rows has none below insert_log/%d/%d/ in %s). %s"
            .formatted(
                collection.collection(),
                absent.size(),
                filled,
                first.id(),
                first.rows(),
                collection.collectionId(),
                first.partitionId(),
                milvusStorage.displayName(),
                wayOut));
  }
}
