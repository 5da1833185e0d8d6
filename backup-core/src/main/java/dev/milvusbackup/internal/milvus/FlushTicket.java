package dev.milvusbackup.internal.milvus;

import java.util.List;
import java.util.Map;

/**
 * What a flush was answered.
 *
 * @param segmentIds the segments that are being written out
 * @param timestamp everything up to this hybrid timestamp is covered
 * @param sealedAtSeconds when the segments were sealed, in Unix seconds
 * @param checkpoints channel to position, base64; empty before Milvus 2.4
 */
public record FlushTicket(
    List<Long> segmentIds, long timestamp, long sealedAtSeconds, Map<String, String> checkpoints) {

  /** Where nothing was flushed. */
  public static final FlushTicket NONE = new FlushTicket(List.of(), 0, 0, Map.of());
}
