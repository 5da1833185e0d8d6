package dev.milvusbackup.internal.format.metadata;

import java.util.Map;

/**
 * The point up to which a backup of a collection contains changes.
 *
 * @param timestamp the latest of the checkpoints, as a hybrid timestamp; 0 if there are none
 * @param sealedAtSeconds when the segments were sealed, in Unix seconds
 * @param checkpoints channel to position, base64; empty before Milvus 2.4
 */
public record FlushPoint(long timestamp, long sealedAtSeconds, Map<String, String> checkpoints) {

  /** Without a flush. */
  public static final FlushPoint NONE = new FlushPoint(0, 0, Map.of());
}
