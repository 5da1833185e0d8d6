package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.milvus.segments.FlushTicket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds rows whose writes got their timestamps before a flush and their segments after it. The
 * delete of such an upsert is in the files of the flush, its row is not. When a flush ends, Milvus
 * has received everything up to its timestamp, so each of these rows has a segment, and a second
 * flush writes it.
 */
record SecondFlush(Supplier<FlushTicket> flush, Supplier<SegmentInventory> listing) {

  /**
   * Adds the segments of a second flush.
   *
   * @param first the inventory after the flush of the ticket
   * @return empty if these segments cannot be identified
   */
  Optional<SegmentInventory> addTo(SegmentInventory first, FlushTicket ticket) {
    FlushTicket second = flush.get();
    Set<Long> unknown = new HashSet<>(second.flushedBefore());
    unknown.removeAll(Set.copyOf(ticket.flushedBefore()));
    unknown.removeAll(Set.copyOf(ticket.segmentIds()));
    unknown.removeAll(first.ids());
    if (!unknown.isEmpty()) {
      // By a compaction, which repeats rows, or by the flush of another client.
      return Optional.empty();
    }
    Set<Long> written = Set.copyOf(second.segmentIds());
    SegmentInventory late = listing.get().only(written);
    return late.ids().equals(written) ? Optional.of(first.and(late)) : Optional.empty();
  }
}
