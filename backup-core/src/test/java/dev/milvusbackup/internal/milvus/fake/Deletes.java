package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.fake.FakeSegment.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives the deletes that are not written out yet to the segments that will hold them. */
record Deletes(World world, FakeCollection collection) {

  /** What each segment gets, which a flush of some segments is to write. */
  Map<FakeSegment, List<Deletion>> assign(List<FakeSegment> flushed) {
    if (world.has(Behavior.WRITES_DELETES_LATE)) {
      Map<FakeSegment, List<Deletion>> assigned = new LinkedHashMap<>();
      collection.pending.forEach(
          (partition, deletions) -> besideRows(partition, deletions, assigned));
      assigned.keySet().retainAll(flushed);
      return assigned;
    }
    return assign();
  }

  /** Writes those that flushes have left out. */
  void writeLate() {
    assign()
        .forEach(
            (segment, deletions) -> world.binlogs.writeDeletes(collection, segment, deletions));
  }

  private Map<FakeSegment, List<Deletion>> assign() {
    Map<FakeSegment, List<Deletion>> assigned = new LinkedHashMap<>();
    if (world.losesDeletes) {
      return assigned;
    }
    collection.pending.forEach(
        (partition, deletions) -> {
          if (world.has(Behavior.HAS_DELETE_SEGMENTS)) {
            FakeSegment segment =
                collection.add(new FakeSegment(world.newId(), partition, true, State.FLUSHING));
            assigned.put(segment, deletions);
          } else {
            besideRows(partition, deletions, assigned);
          }
        });
    collection.pending.clear();
    assigned.forEach((segment, deletions) -> segment.deletions.addAll(deletions));
    return assigned;
  }

  /** Moves the deletes of segments of their own to those whose rows they hit. */
  void fold() {
    Map<FakeSegment, List<Deletion>> assigned = new LinkedHashMap<>();
    for (FakeSegment segment : collection.segments(State.FLUSHED)) {
      if (segment.deletesOnly) {
        besideRows(segment.partitionId, segment.deletions, assigned);
        segment.state = State.DROPPED;
      }
    }
    assigned.forEach(
        (segment, deletions) -> {
          segment.deletions.addAll(deletions);
          world.binlogs.writeDeletes(collection, segment, deletions);
        });
  }

  private void besideRows(
      long partition, List<Deletion> deletions, Map<FakeSegment, List<Deletion>> assigned) {
    for (FakeSegment segment : collection.segments) {
      if (segment.state != State.DROPPED
          && !segment.deletesOnly
          && (partition == FakeSegment.ALL_PARTITIONS || partition == segment.partitionId)) {
        List<Deletion> hits = deletions.stream().filter(hits(segment)).toList();
        if (!hits.isEmpty()) {
          assigned.merge(segment, hits, Deletes::join);
        }
      }
    }
  }

  private Predicate<Deletion> hits(FakeSegment segment) {
    Set<Object> keys =
        segment.rows.stream().map(row -> row.key(collection)).collect(Collectors.toSet());
    return deletion -> keys.contains(deletion.key());
  }

  private static List<Deletion> join(List<Deletion> first, List<Deletion> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
