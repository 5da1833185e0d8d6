package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A Milvus made of arithmetic: its ids, and so the keys of its objects, follow from numbers and
 * need no memory. Each collection has one partition; ids have as many digits as Milvus's.
 *
 * @param collections how many
 * @param segments of each collection
 */
record World(int collections, int segments) {

  static final long ROWS_OF_SEGMENT = 100_000;

  /** Of the clock, as hybrid timestamps. */
  static final long CLOCK_STEP = 50L << 18;

  static final long FLUSHED_AT = 1_764_000_000_000L << 18;

  static final List<Long> FIELDS = List.of(0L, 1L, 100L, 101L, 102L, 103L, 104L, 105L, 106L, 107L);

  private static final int HEADER_BYTES = 85;
  private static final long FIRST_ID = 449_000_000_000_000_000L;
  private static final long COLLECTION_STEP = 10_000_000_000L;
  private static final long SEGMENT_STEP = 1_000L;

  long objects() {
    return (long) collections * segments * FIELDS.size();
  }

  List<CollectionName> names() {
    return IntStream.range(0, collections)
        .mapToObj(i -> new CollectionName("default", "collection_%05d".formatted(i)))
        .toList();
  }

  long collectionId(CollectionName name) {
    int digits = name.name().indexOf('_') + 1;
    return FIRST_ID + Integer.parseInt(name.name().substring(digits, digits + 5)) * COLLECTION_STEP;
  }

  static long partitionId(long collectionId) {
    return collectionId + 1;
  }

  List<PersistentSegment> segmentsOf(long collectionId) {
    return ids(collectionId)
        .mapToObj(
            id -> new PersistentSegment(id, partitionId(collectionId), ROWS_OF_SEGMENT, false, 0))
        .toList();
  }

  /** The insert logs of all collections in a backup, in the order of their keys. */
  Stream<ObjectInfo> allInsertLogs(ObjectKey binlogs) {
    return LongStream.range(0, (long) collections * segments)
        .boxed()
        .flatMap(
            i -> {
              long collectionId = FIRST_ID + i / segments * COLLECTION_STEP;
              long segmentId = segmentId(collectionId, i % segments);
              ObjectKey directory = binlogs.resolve("insert_log/" + collectionId);
              return insertLogs(directory, collectionId, segmentId, segmentId + "/" + segmentId);
            });
  }

  /**
   * The insert logs of a collection, in the order of their keys.
   *
   * @param grouped whether they are in directories of groups, as in a backup
   */
  Stream<ObjectInfo> insertLogs(ObjectKey directory, long collectionId, boolean grouped) {
    return ids(collectionId)
        .boxed()
        .flatMap(
            segment -> {
              String path = grouped ? segment + "/" + segment : segment.toString();
              return insertLogs(directory, collectionId, segment, path);
            });
  }

  /** The insert logs of a segment of the first collection, in a directory of groups. */
  static Stream<ObjectInfo> insertLogs(ObjectKey inserts, int segment) {
    long id = segmentId(FIRST_ID, segment);
    return insertLogs(inserts.resolve(Long.toString(FIRST_ID)), FIRST_ID, id, id + "/" + id);
  }

  /** A segment of the first collection, without its logs. */
  static SegmentBackupInfo segment(int number) {
    long id = segmentId(FIRST_ID, number);
    return new SegmentBackupInfo(
        id,
        FIRST_ID,
        partitionId(FIRST_ID),
        ROWS_OF_SEGMENT,
        List.of(),
        List.of(),
        0,
        id,
        false,
        "",
        0,
        null);
  }

  private static Stream<ObjectInfo> insertLogs(
      ObjectKey directory, long collectionId, long segmentId, String segmentPath) {
    ObjectKey segment = directory.resolve(partitionId(collectionId) + "/" + segmentPath);
    return FIELDS.stream()
        .map(field -> object(segment.resolve(field + "/" + log(segmentId, field))));
  }

  /**
   * Size and digest follow from the last number of a key, so that they are the same on each side.
   */
  static ObjectInfo object(ObjectKey key) {
    long log = Long.parseLong(key.path().substring(key.path().lastIndexOf('/') + 1));
    return ObjectInfo.of(key, size(log))
        .withDigest(new Digest(Digest.MD5, "%032x".formatted(log)))
        .withEtag(Long.toHexString(log));
  }

  /** The number of the only log of a field. */
  static long log(long segmentId, long field) {
    return segmentId + field + 1;
  }

  static long size(long log) {
    return HEADER_BYTES + log % 65_536;
  }

  List<Long> segmentIds(long collectionId) {
    return ids(collectionId).boxed().toList();
  }

  /** The start of a binlog: a magic number, and the event with its time. */
  static byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, 0xfffabc);
    header.putInt(4 + 9, HEADER_BYTES - 4); // length of the event
    header.putInt(4 + 13, HEADER_BYTES); // the position of the next one
    header.putLong(21 + 32, FLUSHED_AT - CLOCK_STEP);
    header.putLong(21 + 40, FLUSHED_AT - CLOCK_STEP);
    return header.array();
  }

  private LongStream ids(long collectionId) {
    return LongStream.range(0, segments).map(i -> segmentId(collectionId, i));
  }

  private static long segmentId(long collectionId, long number) {
    return collectionId + (number + 1) * SEGMENT_STEP;
  }
}
