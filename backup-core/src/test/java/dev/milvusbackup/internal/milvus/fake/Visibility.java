package dev.milvusbackup.internal.milvus.fake;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which rows of a collection there are: deletes and age taken into account. */
final class Visibility {

  private static final String TTL = "collection.ttl.seconds";
  private static final int COUNTER_BITS = 18;

  private final FakeCollection collection;
  private final long nowMillis;
  private final long ttlMillis;

  Visibility(FakeCollection collection, long nowMillis) {
    this.collection = collection;
    this.nowMillis = nowMillis;
    this.ttlMillis = collection.property(TTL).map(Long::parseLong).orElse(0L) * 1000;
  }

  /** The rows that a query counts: one key may have several. */
  Stream<StoredRow> rows(List<Long> partitions) {
    return collection.segments.stream()
        .filter(s -> s.state != FakeSegment.State.DROPPED && partitions.contains(s.partitionId))
        .filter(s -> s.shownFromMillis <= nowMillis)
        .flatMap(this::living);
  }

  /** The rows that a query returns: the latest of each key, in the order of keys. */
  List<StoredRow> distinct(List<Long> partitions) {
    Map<Object, StoredRow> latest = new HashMap<>();
    rows(partitions)
        .forEach(
            row ->
                latest.merge(
                    row.key(collection), row, (a, b) -> a.timestamp() > b.timestamp() ? a : b));
    return latest.values().stream()
        .sorted(Comparator.comparing(row -> comparable(row.key(collection))))
        .toList();
  }

  /** The rows of a segment that a compaction keeps. */
  Stream<StoredRow> living(FakeSegment segment) {
    Map<Object, Long> deleted = deletions(segment);
    Set<Object> hidden = hidden(segment);
    return segment.rows.stream()
        .filter(row -> deleted.getOrDefault(row.key(collection), -1L) <= row.timestamp())
        .filter(row -> !hidden.contains(row.key(collection)))
        .filter(row -> !isExpired(row));
  }

  private boolean isExpired(StoredRow row) {
    return ttlMillis > 0 && (row.timestamp() >>> COUNTER_BITS) + ttlMillis < nowMillis;
  }

  /** By key the latest delete that counts for a segment. */
  private Map<Object, Long> deletions(FakeSegment segment) {
    Map<Object, Long> latest = new HashMap<>();
    segment.deletions.forEach(d -> latest.merge(d.key(), d.timestamp(), Math::max));
    collection.pending.forEach(
        (partition, some) -> {
          if (reaches(partition, segment)) {
            some.forEach(d -> latest.merge(d.key(), d.timestamp(), Math::max));
          }
        });
    collection.segments.stream()
        .filter(s -> s.deletesOnly && s.state != FakeSegment.State.DROPPED)
        .filter(s -> reaches(s.partitionId, segment))
        .forEach(s -> s.deletions.forEach(d -> latest.merge(d.key(), d.timestamp(), Math::max)));
    return latest;
  }

  /** A loaded collection applies the deletes that it has seen to what is imported beneath it. */
  private Set<Object> hidden(FakeSegment segment) {
    Set<Object> keys = new HashSet<>();
    if (segment.importedUnderLoad == collection.load.number() && collection.load.isLoaded()) {
      collection.load.deletionsSince.forEach(d -> keys.add(d.key()));
    }
    return keys;
  }

  private static boolean reaches(long partition, FakeSegment segment) {
    return partition == FakeSegment.ALL_PARTITIONS || partition == segment.partitionId;
  }

  @SuppressWarnings("unchecked") // keys are numbers or texts
  static Comparable<Object> comparable(Object key) {
    return (Comparable<Object>) key;
  }
}
