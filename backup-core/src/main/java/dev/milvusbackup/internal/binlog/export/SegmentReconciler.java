package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.schema.FieldSchema;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.milvusstorage.StorageRootFinder;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares Milvus's list of segments with the files in its storage. A difference means that the
 * backup would lack rows or could not be imported.
 */
final class SegmentReconciler {

  // Milvus's own fields in every segment: row id and timestamp.
  private static final Set<Long> SYSTEM_FIELDS = Set.of(0L, 1L);

  private final ObjectStore milvusStorage;

  SegmentReconciler(ObjectStore milvusStorage) {
    this.milvusStorage = milvusStorage;
  }

  /** For servers that do not report the files of a segment. */
  void check(
      CollectionBackupInfo collection,
      List<PersistentSegment> segments,
      Map<Long, SegmentFiles> files) {
    checkPresence(collection, segments, files);
    for (PersistentSegment segment : filled(segments)) {
      if (!segment.packsColumns() && !segment.deletesOnly()) {
        checkFields(collection, segment, fields(collection, field -> true), files);
      }
      checkCounts(collection.collection(), segment.id(), inserts(files, segment));
    }
  }

  /** Requires some files: without any, this is probably the wrong storage. */
  void checkPresence(
      CollectionBackupInfo collection,
      List<PersistentSegment> segments,
      Map<Long, SegmentFiles> files) {
    segments.forEach(segment -> checkPartition(collection, segment, files));
    List<PersistentSegment> filled = filled(segments);
    List<PersistentSegment> absent =
        filled.stream()
            .filter(s -> s.deletesOnly() ? deltas(files, s).isEmpty() : inserts(files, s).isEmpty())
            .toList();
    if (!absent.isEmpty()) {
      throw noFiles(collection, filled.size(), absent);
    }
  }

  private void checkPartition(
      CollectionBackupInfo collection, PersistentSegment segment, Map<Long, SegmentFiles> files) {
    SegmentFiles found = files.get(segment.id());
    if (found != null && !found.isIn(segment.partitionId())) {
      throw new MilvusStorageMismatchException(
          "Cannot back up %s: segment %d belongs to partition %d, but its files in %s are in the directory of another partition. Check that this is the storage of this Milvus."
              .formatted(
                  collection.collection(),
                  segment.id(),
                  segment.partitionId(),
                  milvusStorage.displayName()));
    }
  }

  /**
   * The files of a segment according to Milvus. Other files, for example of a retried upload, are
   * left out; all listed files have to exist.
   */
  SegmentFiles choose(CollectionBackupInfo collection, SegmentLogs logs, SegmentFiles listed) {
    Map<Long, List<LogFile>> listedInserts = listed.inserts();
    Map<Long, List<LogFile>> inserts = new TreeMap<>();
    logs.inserts()
        .forEach(
            (field, ids) ->
                inserts.put(
                    field,
                    choose(collection, logs, ids, listedInserts.getOrDefault(field, List.of()))));
    return listed.only(inserts, choose(collection, logs, logs.deltas(), listed.deltas()));
  }

  /** Segments may lack fields that were added later. */
  void checkFields(
      CollectionBackupInfo collection,
      List<PersistentSegment> segments,
      Map<Long, SegmentFiles> files) {
    filled(segments).stream()
        .filter(segment -> !segment.deletesOnly() && !segment.packsColumns())
        .forEach(
            segment ->
                checkFields(
                    collection, segment, fields(collection, field -> !field.nullable()), files));
  }

  private List<LogFile> choose(
      CollectionBackupInfo collection, SegmentLogs logs, List<Long> ids, List<LogFile> listed) {
    Map<Long, LogFile> byId = listed.stream().collect(Collectors.toMap(LogFile::logId, log -> log));
    List<LogFile> chosen = new ArrayList<>();
    for (Long id : ids) {
      LogFile log = byId.get(id);
      if (log == null) {
        throw new MilvusStorageMismatchException(
            "Cannot back up %s: binlog %d of segment %d is not in %s, although Milvus lists it. Try again; if it happens again, data is lost in Milvus itself."
                .formatted(
                    collection.collection(), id, logs.segmentId(), milvusStorage.displayName()));
      }
      chosen.add(log);
    }
    return chosen;
  }

  /** Segments that require files. */
  private static List<PersistentSegment> filled(List<PersistentSegment> segments) {
    return segments.stream().filter(s -> s.rows() > 0 || s.deletesOnly()).toList();
  }

  private static List<LogFile> deltas(Map<Long, SegmentFiles> files, PersistentSegment segment) {
    SegmentFiles found = files.get(segment.id());
    return found == null ? List.of() : found.deltas();
  }

  private static Map<Long, List<LogFile>> inserts(
      Map<Long, SegmentFiles> files, PersistentSegment segment) {
    SegmentFiles found = files.get(segment.id());
    return found == null ? Map.of() : found.inserts();
  }

  private static Set<Long> fields(
      CollectionBackupInfo collection, Predicate<FieldSchema> required) {
    Set<Long> fields =
        collection.schema().fields().stream()
            .filter(required)
            .map(FieldSchema::fieldId)
            .collect(Collectors.toCollection(TreeSet::new));
    fields.addAll(SYSTEM_FIELDS);
    return fields;
  }

  private void checkFields(
      CollectionBackupInfo collection,
      PersistentSegment segment,
      Set<Long> required,
      Map<Long, SegmentFiles> files) {
    Set<Long> missing = new TreeSet<>(required);
    missing.removeAll(inserts(files, segment).keySet());
    if (!missing.isEmpty()) {
      throw new MilvusStorageMismatchException(
          "Cannot back up %s: segment %d has no binlogs of fields %s in %s. Its files are incomplete; try again after a compaction."
              .formatted(
                  collection.collection(), segment.id(), missing, milvusStorage.displayName()));
    }
  }

  private void checkCounts(CollectionName name, long segment, Map<Long, List<LogFile>> inserts) {
    Set<Integer> counts = inserts.values().stream().map(List::size).collect(Collectors.toSet());
    if (counts.size() > 1) {
      String byField =
          inserts.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue().size())
              .collect(Collectors.joining(", "));
      throw new MilvusStorageMismatchException(
          "Cannot back up %s: the fields of segment %d have different numbers of binlogs (%s) in %s, probably after a retried upload. Compact the collection and try again."
              .formatted(name, segment, byField, milvusStorage.displayName()));
    }
  }

  private MilvusStorageMismatchException noFiles(
      CollectionBackupInfo collection, int filled, List<PersistentSegment> absent) {
    PersistentSegment first = absent.get(0);
    String wayOut =
        new StorageRootFinder(milvusStorage)
            .find(collection.collectionId())
            .map(root -> "They are under root path '%s': use that one.".formatted(root))
            .orElse(
                "Check bucket (minio.bucketName) and root path (minio.rootPath, or localStorage.path) against Milvus's own configuration.");
    return new MilvusStorageMismatchException(
        "Cannot back up %s: the store given as milvusStorage lacks the files of %d of %d segments (segment %d with %d rows has none under %s/%d/%d/ in %s). %s"
            .formatted(
                collection.collection(),
                absent.size(),
                filled,
                first.id(),
                first.rows(),
                first.deletesOnly() ? BinlogLayout.DELTA_LOG : BinlogLayout.INSERT_LOG,
                collection.collectionId(),
                first.partitionId(),
                milvusStorage.displayName(),
                wayOut));
  }
}
