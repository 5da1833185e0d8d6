package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.milvus.FlushTicket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds the rows whose writes got their timestamps before a flush and their segments after it. Of
 * an upsert the delete is in the files of the flush; without its row it would be there by half.
 * When a flush is done Milvus has received everything up to its timestamp, so that each of those
 * rows has its segment, and a second flush writes it out.
 */
record SecondFlush(Supplier<FlushTicket> flush, Supplier<SegmentInventory> listing) {

  /**
   * Adds the segments that a second flush writes out.
   *
   * @param first what was listed after the flush of the ticket
   * @return empty if it cannot be told which they are
   */
  Optional<SegmentInventory> addTo(SegmentInventory first, FlushTicket ticket) {
    FlushTicket second = flush.get();
    Set<Long> unknown = new HashSet<>(second.flushedBefore());
    unknown.removeAll(Set.copyOf(ticket.flushedBefore()));
    unknown.removeAll(Set.copyOf(ticket.segmentIds()));
    unknown.removeAll(first.ids());
    if (!unknown.isEmpty()) {
      return Optional.empty(); // by a compaction, which repeats rows, or by the flush of another
    }
    Set<Long> written = Set.copyOf(second.segmentIds());
    SegmentInventory late = listing.get().only(written);
    return late.ids().equals(written) ? Optional.of(first.and(late)) : Optional.empty();
  }
}
