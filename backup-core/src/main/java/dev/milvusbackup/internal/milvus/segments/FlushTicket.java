package dev.milvusbackup.internal.milvus.segments;

import dev.milvusbackup.internal.format.metadata.FlushPoint;
import java.util.List;

/**
 * The answer to a flush.
 *
 * @param segmentIds the segments that Milvus is writing
 * @param flushedBefore the segments that were persistent before
 * @param timestamp the flush includes everything up to this hybrid timestamp
 * @param point the part recorded in the backup
 */
public record FlushTicket(
    List<Long> segmentIds, List<Long> flushedBefore, long timestamp, FlushPoint point) {

  /** Without a flush. */
  public static final FlushTicket NONE = new FlushTicket(List.of(), List.of(), 0, FlushPoint.NONE);

  public boolean isAnySealed() {
    return !segmentIds.isEmpty();
  }

  /** The last full millisecond of the flush, as a hybrid timestamp: the finest possible cut. */
  public long until() {
    return HybridTime.floor(timestamp);
  }
}
