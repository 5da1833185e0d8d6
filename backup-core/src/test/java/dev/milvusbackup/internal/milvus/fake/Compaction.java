package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.fake.FakeSegment.State;
import java.time.Duration;
import java.util.List;

/** Merges the segments of each partition into one, and works in their deletes. */
record Compaction(World world, FakeCollection collection) {

  private static final Duration LISTED_AS_FLUSHING = Duration.ofSeconds(1);

  void run() {
    Visibility visibility = new Visibility(collection, world.clock.millis());
    for (long partition : List.copyOf(collection.partitions.values())) {
      List<FakeSegment> old =
          collection.segments(State.FLUSHED).stream()
              .filter(s -> s.partitionId == partition && !s.deletesOnly)
              .toList();
      List<StoredRow> rows = old.stream().flatMap(visibility::living).toList();
      if (!old.isEmpty()) {
        replace(old, partition, rows);
      }
    }
    collection.segments(State.FLUSHED).stream()
        .filter(segment -> segment.deletesOnly)
        .forEach(segment -> segment.state = State.DROPPED);
  }

  private void replace(List<FakeSegment> old, long partition, List<StoredRow> rows) {
    old.forEach(segment -> segment.state = State.DROPPED);
    if (rows.isEmpty()) {
      return;
    }
    FakeSegment merged = new FakeSegment(world.newId(), partition, false, State.FLUSHED);
    merged.rows.addAll(rows);
    collection.add(merged);
    world.binlogs.writeRows(collection, merged);
    if (world.has(Behavior.LISTS_COMPACTED_AS_FLUSHING)) {
      merged.state = State.FLUSHING;
      world.clock.in(
          LISTED_AS_FLUSHING,
          () -> {
            if (merged.state == State.FLUSHING) {
              merged.state = State.FLUSHED;
            }
          });
    }
  }
}
