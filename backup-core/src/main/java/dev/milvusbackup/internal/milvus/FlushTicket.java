package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.internal.format.metadata.FlushPoint;
import java.util.List;

/**
 * What a flush was answered.
 *
 * @param segmentIds the segments that are being written out
 * @param flushedBefore those that had been written out before
 * @param timestamp everything up to this hybrid timestamp is covered
 * @param point what the backup tells of it
 */
public record FlushTicket(
    List<Long> segmentIds, List<Long> flushedBefore, long timestamp, FlushPoint point) {

  /** Where nothing was flushed. */
  public static final FlushTicket NONE = new FlushTicket(List.of(), List.of(), 0, FlushPoint.NONE);

  public boolean isAnySealed() {
    return !segmentIds.isEmpty();
  }

  /**
   * The last full millisecond that is covered, as a hybrid timestamp: finer cuts are not to be had.
   */
  public long until() {
    return HybridTime.floor(timestamp);
  }
}
