package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/** A partition in a backup. Names and omissions are those of the Go tool. */
public record PartitionBackupInfo(
    @JsonProperty("partition_id") long partitionId,
    @JsonProperty("partition_name") String partitionName,
    @JsonProperty("collection_id") long collectionId,
    @JsonProperty("segment_backups") @JsonDeserialize(using = PackedSegments.FromJson.class)
        List<SegmentBackupInfo> segments,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("size") long size,
    @JsonProperty("load_state") String loadState) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public PartitionBackupInfo {
    partitionName = MetadataDefaults.text(partitionName);
    segments = PackedSegments.of(segments);
    loadState = MetadataDefaults.text(loadState);
  }

  public PartitionBackupInfo withSegments(List<SegmentBackupInfo> data) {
    return new PartitionBackupInfo(partitionId, partitionName, collectionId, data, size, loadState);
  }

  /** Returns a copy with an id, for servers that expose none. */
  public PartitionBackupInfo numbered(long id) {
    return new PartitionBackupInfo(id, partitionName, collectionId, segments, size, loadState);
  }

  /** Returns a copy with the sum of its segments' sizes. */
  PartitionBackupInfo sized() {
    long bytes = segments.stream().mapToLong(SegmentBackupInfo::size).sum();
    return new PartitionBackupInfo(
        partitionId, partitionName, collectionId, segments, bytes, loadState);
  }
}
