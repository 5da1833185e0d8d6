package dev.milvusbackup.internal.create;

import dev.milvusbackup.internal.milvus.PersistentSegment;
import java.util.List;
import java.util.Map;

/**
 * The segments of a collection at one moment.
 *
 * @param files segment id to its files
 * @param channels segment id to the virtual channel that its rows came by, where Milvus tells
 */
record SegmentInventory(
    List<PersistentSegment> segments, Map<Long, SegmentFiles> files, Map<Long, String> channels) {

  static final SegmentInventory EMPTY = new SegmentInventory(List.of(), Map.of(), Map.of());

  String channel(PersistentSegment segment) {
    return channels.getOrDefault(segment.id(), "");
  }
}
