package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.internal.milvus.segments.SegmentLogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some rows of a partition, or some deletes. */
final class FakeSegment {

  enum State {
    GROWING,
    FLUSHING,
    FLUSHED,
    DROPPED
  }

  static final long ALL_PARTITIONS = -1;
  private static final long NEVER_LOADED = -1;

  final long id;
  final long partitionId;
  final boolean deletesOnly;
  final List<StoredRow> rows = new ArrayList<>();
  final List<Deletion> deletions = new ArrayList<>();
  final Map<Long, List<Long>> insertLogs = new TreeMap<>();
  final List<Long> deltaLogs = new ArrayList<>();
  State state;

  /** Since when a query sees the rows. */
  long shownFromMillis;

  /** The load that was there when it was imported. */
  long importedUnderLoad = NEVER_LOADED;

  FakeSegment(long id, long partitionId, boolean deletesOnly, State state) {
    this.id = id;
    this.partitionId = partitionId;
    this.deletesOnly = deletesOnly;
    this.state = state;
  }

  boolean isListed() {
    return state == State.FLUSHED;
  }

  PersistentSegment info() {
    return new PersistentSegment(id, partitionId, rows.size(), deletesOnly, 0);
  }

  SegmentLogs logs(String channel) {
    Map<Long, List<Long>> inserts = new TreeMap<>();
    insertLogs.forEach((field, ids) -> inserts.put(field, List.copyOf(ids)));
    return new SegmentLogs(id, channel, inserts, List.copyOf(deltaLogs));
  }
}
