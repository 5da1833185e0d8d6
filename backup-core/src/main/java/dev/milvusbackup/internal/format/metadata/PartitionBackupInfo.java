package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;

/** A partition in a backup. Names and omissions as the Go tool writes them. */
public record PartitionBackupInfo(
    @JsonProperty("partition_id") long partitionId,
    @JsonProperty("partition_name") String partitionName,
    @JsonProperty("collection_id") long collectionId,
    @JsonProperty("segment_backups") @JsonDeserialize(using = PackedSegments.FromJson.class)
        List<SegmentBackupInfo> segments,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("size") long size,
    @JsonProperty("load_state") String loadState) {

  /** Takes what the JSON leaves out as empty. */
  public PartitionBackupInfo {
    partitionName = MetadataDefaults.text(partitionName);
    segments = PackedSegments.of(segments);
    loadState = MetadataDefaults.text(loadState);
  }

  public PartitionBackupInfo withSegments(List<SegmentBackupInfo> data) {
    return new PartitionBackupInfo(partitionId, partitionName, collectionId, data, size, loadState);
  }

  /** With an id, for servers that tell none. */
  public PartitionBackupInfo numbered(long id) {
    return new PartitionBackupInfo(id, partitionName, collectionId, segments, size, loadState);
  }

  /** With the size that its segments add up to. */
  PartitionBackupInfo sized() {
    long bytes = segments.stream().mapToLong(SegmentBackupInfo::size).sum();
    return new PartitionBackupInfo(
        partitionId, partitionName, collectionId, segments, bytes, loadState);
  }
}
