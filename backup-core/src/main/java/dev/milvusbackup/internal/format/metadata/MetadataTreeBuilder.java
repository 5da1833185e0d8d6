package dev.milvusbackup.internal.format.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the tree from its levels, which refer to their parents by ids. */
final class MetadataTreeBuilder {

  private MetadataTreeBuilder() {}

  static List<CollectionBackupInfo> join(
      List<CollectionBackupInfo> collections,
      List<PartitionBackupInfo> partitions,
      List<SegmentBackupInfo> segments) {
    Map<Parent, PackedSegments.Builder> segmentsOf = new HashMap<>();
    for (SegmentBackupInfo segment : segments) {
      Parent parent = new Parent(segment.collectionId(), segment.partitionId());
      segmentsOf.computeIfAbsent(parent, p -> new PackedSegments.Builder()).add(segment);
    }
    Map<Long, List<PartitionBackupInfo>> partitionsOf = new HashMap<>();
    for (PartitionBackupInfo partition : partitions) {
      PackedSegments.Builder found =
          segmentsOf.get(new Parent(partition.collectionId(), partition.partitionId()));
      partitionsOf
          .computeIfAbsent(partition.collectionId(), id -> new ArrayList<>())
          .add(partition.withSegments(found == null ? List.of() : found.build()));
    }
    return collections.stream()
        .map(c -> c.withData(partitionsOf.getOrDefault(c.collectionId(), List.of()), List.of()))
        .toList();
  }

  private record Parent(long collectionId, long partitionId) {}
}
