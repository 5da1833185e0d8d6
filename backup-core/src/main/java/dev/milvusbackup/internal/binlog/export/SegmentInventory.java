package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The segments of a collection at one moment.
 *
 * @param files segment id to its files
 * @param channels segment id to the virtual channel of its rows, if Milvus reports it
 */
record SegmentInventory(
    List<PersistentSegment> segments, Map<Long, SegmentFiles> files, Map<Long, String> channels) {

  static final SegmentInventory EMPTY = new SegmentInventory(List.of(), Map.of(), Map.of());

  Set<Long> ids() {
    return segments.stream().map(PersistentSegment::id).collect(Collectors.toSet());
  }

  /** Returns a part of these segments. */
  SegmentInventory only(Set<Long> some) {
    return new SegmentInventory(
        segments.stream().filter(s -> some.contains(s.id())).toList(), files, channels);
  }

  SegmentInventory and(SegmentInventory more) {
    List<PersistentSegment> allSegments = new ArrayList<>(segments);
    allSegments.addAll(more.segments);
    Map<Long, SegmentFiles> allFiles = new HashMap<>(more.files);
    allFiles.putAll(files);
    Map<Long, String> allChannels = new HashMap<>(more.channels);
    allChannels.putAll(channels);
    return new SegmentInventory(allSegments, allFiles, allChannels);
  }

  String channel(PersistentSegment segment) {
    return channels.getOrDefault(segment.id(), "");
  }
}
