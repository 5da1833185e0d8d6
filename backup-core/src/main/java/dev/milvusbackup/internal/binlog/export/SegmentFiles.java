package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The binlogs of one segment in Milvus's storage, as plain numbers to save memory. */
final class SegmentFiles {

  private static final int INSERT_DEPTH = 4;
  private static final int DELTA_DEPTH = 3;

  private static final int NUMBERS = 4;

  private static final long NOT_KNOWN = Long.MIN_VALUE;

  private final long collectionId;
  private final long segmentId;
  private final ToLongFunction<ObjectInfo> tags;
  private long partitionId = NOT_KNOWN; // until the first file
  private long[] inserts = {}; // field, log, size and tag of each
  private long[] deltas = {};

  private SegmentFiles(long collectionId, long segmentId, ToLongFunction<ObjectInfo> tags) {
    this.collectionId = collectionId;
    this.segmentId = segmentId;
    this.tags = tags;
  }

  /**
   * Lists the files of some segments with two listings. Milvus's layout is {@code
   * insert_log/collection/partition/segment/field/log} and {@code
   * delta_log/collection/partition/segment/log}.
   *
   * @param tags {@link Fingerprint#tag} or {@link Fingerprint#none}
   */
  static Map<Long, SegmentFiles> list(
      ObjectStore milvus,
      long collectionId,
      Set<Long> segmentIds,
      ToLongFunction<ObjectInfo> tags) {
    Map<Long, SegmentFiles> files = new HashMap<>();
    for (Long id : segmentIds) {
      files.put(id, new SegmentFiles(collectionId, id, tags));
    }
    collect(milvus, BinlogLayout.INSERT_LOG, collectionId, files, INSERT_DEPTH);
    collect(milvus, BinlogLayout.DELTA_LOG, collectionId, files, DELTA_DEPTH);
    return files;
  }

  /** Returns a part of these files. */
  SegmentFiles only(Map<Long, List<LogFile>> someInserts, List<LogFile> someDeltas) {
    SegmentFiles chosen = new SegmentFiles(collectionId, segmentId, tags);
    chosen.partitionId = partitionId;
    someInserts
        .values()
        .forEach(logs -> logs.forEach(log -> chosen.inserts = with(chosen.inserts, log)));
    someDeltas.forEach(log -> chosen.deltas = with(chosen.deltas, log));
    return chosen;
  }

  /** Field, or group of columns, to its logs, in the order of their keys. */
  Map<Long, List<LogFile>> inserts() {
    Map<Long, List<LogFile>> byField = new TreeMap<>(Comparator.comparing(String::valueOf));
    for (LogFile file : logs(BinlogLayout.INSERT_LOG, inserts)) {
      byField.computeIfAbsent(file.fieldId(), field -> new ArrayList<>()).add(file);
    }
    return byField;
  }

  /** The delta logs, in the order of their keys. */
  List<LogFile> deltas() {
    return logs(BinlogLayout.DELTA_LOG, deltas);
  }

  long bytes() {
    return bytes(inserts) + bytes(deltas);
  }

  /** Whether it has no files, or they are in the directory of this partition. */
  boolean isIn(long partition) {
    return partitionId == NOT_KNOWN || partitionId == partition;
  }

  private static long bytes(long[] numbers) {
    long sum = 0;
    for (int i = 0; i < numbers.length; i += NUMBERS) {
      sum += numbers[i + 2];
    }
    return sum;
  }

  private List<LogFile> logs(String kind, long[] numbers) {
    ObjectKey segment = BinlogLayout.segment(kind, collectionId, partitionId, segmentId);
    List<LogFile> logs = new ArrayList<>(numbers.length / NUMBERS);
    for (int i = 0; i < numbers.length; i += NUMBERS) {
      long field = numbers[i];
      long log = numbers[i + 1];
      ObjectKey key =
          kind.equals(BinlogLayout.INSERT_LOG)
              ? BinlogLayout.insertLog(segment, field, log)
              : BinlogLayout.deltaLog(segment, log);
      logs.add(new LogFile(key, field, log, numbers[i + 2], numbers[i + 3]));
    }
    return logs;
  }

  private static void collect(
      ObjectStore milvus,
      String kind,
      long collectionId,
      Map<Long, SegmentFiles> files,
      int depth) {
    ObjectKey directory = BinlogLayout.directory(kind, collectionId);
    try (Stream<ObjectInfo> objects = milvus.list(directory)) {
      objects.forEach(
          object -> {
            String[] path = object.key().relativeTo(directory).split("/", -1);
            SegmentFiles segment = path.length < 2 ? null : files.get(number(path[1]));
            if (segment != null) {
              segment.add(milvus, object, path, depth);
            }
          });
    }
  }

  private void add(ObjectStore milvus, ObjectInfo object, String[] path, int depth) {
    if (path.length != depth
        || !isOfPartition(path[0])
        || number(path[depth - 1]) < 0
        || number(path[2]) < 0) {
      throw new MilvusStorageMismatchException(
          "Cannot back up segment %s: %s in %s has an unknown form of binlog. Move it away if it does not belong to Milvus."
              .formatted(path[1], object.key(), milvus.displayName()));
    }
    if (depth == INSERT_DEPTH) {
      long tag = tags.applyAsLong(object);
      inserts = with(inserts, number(path[2]), number(path[3]), object.size(), tag);
    } else {
      deltas = with(deltas, 0, number(path[2]), object.size(), Fingerprint.NO_TAG);
    }
  }

  /** The first file decides; -1 means deletes for all partitions. */
  private boolean isOfPartition(String directory) {
    if (partitionId == NOT_KNOWN) {
      partitionId = number(directory);
    }
    return directory.equals(Long.toString(partitionId));
  }

  private static long[] with(long[] numbers, LogFile log) {
    return with(numbers, log.fieldId(), log.logId(), log.size(), log.tag());
  }

  private static long[] with(long[] numbers, long... log) {
    long[] more = Arrays.copyOf(numbers, numbers.length + NUMBERS);
    System.arraycopy(log, 0, more, numbers.length, NUMBERS);
    return more;
  }

  /** Parses numbers as Milvus writes them, without leading zeros; -1 for anything else. */
  private static long number(String text) {
    long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    return Long.toString(value).equals(text) ? value : -1;
  }
}
