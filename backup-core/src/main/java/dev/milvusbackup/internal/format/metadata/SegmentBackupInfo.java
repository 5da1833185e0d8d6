package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment in a backup. Names and omissions are those of the Go tool. */
public record SegmentBackupInfo(
    @JsonProperty("segment_id") long segmentId,
    @JsonProperty("collection_id") long collectionId,
    @JsonProperty("partition_id") long partitionId,
    @JsonProperty("num_of_rows") long rows,
    @JsonProperty("binlogs") List<FieldBinlog> binlogs,
    @JsonProperty("deltalogs") List<FieldBinlog> deltalogs,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("size") long size,
    @JsonProperty("group_id") long groupId,
    @JsonProperty("is_l0") boolean l0,
    @JsonProperty("v_channel") String vChannel,
    @JsonProperty("storage_version") long storageVersion,
    @JsonProperty("shared") @Nullable SharedLogs shared) {

  /** The partition of segments with deletes for the whole collection. */
  public static final long ALL_PARTITIONS = -1;

  /** Replaces values that the JSON leaves out by empty ones. */
  public SegmentBackupInfo {
    binlogs = MetadataDefaults.list(binlogs);
    deltalogs = MetadataDefaults.list(deltalogs);
    vChannel = MetadataDefaults.text(vChannel);
  }

  public SegmentBackupInfo withLogs(List<FieldBinlog> inserts, List<FieldBinlog> deletes) {
    return new SegmentBackupInfo(
        segmentId,
        collectionId,
        partitionId,
        rows,
        inserts,
        deletes,
        size,
        groupId,
        l0,
        vChannel,
        storageVersion,
        shared);
  }

  public SegmentBackupInfo withShared(@Nullable SharedLogs logs) {
    return new SegmentBackupInfo(
        segmentId,
        collectionId,
        partitionId,
        rows,
        binlogs,
        deltalogs,
        size,
        groupId,
        l0,
        vChannel,
        storageVersion,
        logs);
  }
}
