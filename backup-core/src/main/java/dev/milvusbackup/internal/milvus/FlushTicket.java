package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.internal.format.FlushPoint;
import java.util.List;

/**
 * What a flush was answered.
 *
 * @param segmentIds the segments that are being written out
 * @param timestamp everything up to this hybrid timestamp is covered
 * @param point what the backup tells of it
 */
public record FlushTicket(List<Long> segmentIds, long timestamp, FlushPoint point) {

  /** Where nothing was flushed. */
  public static final FlushTicket NONE = new FlushTicket(List.of(), 0, FlushPoint.NONE);
}
