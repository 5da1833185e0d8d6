package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.internal.format.schema.CollectionSchema;
import dev.milvusbackup.internal.format.schema.IndexInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A collection in a backup. Names and omissions are those of the Go tool; {@code replica_number} is
 * our own key, 0 if the collection is not loaded or the number is unknown.
 */
public record CollectionBackupInfo(
    @JsonProperty("id") String backupId,
    @JsonProperty("collection_id") long collectionId,
    @JsonProperty("db_name") String dbName,
    @JsonProperty("collection_name") String collectionName,
    @JsonProperty("schema") CollectionSchema schema,
    @JsonProperty("shards_num") int shards,
    @JsonProperty("consistency_level") int consistencyLevel,
    @JsonProperty("partition_backups") List<PartitionBackupInfo> partitions,
    @JsonProperty("backup_timestamp") long backupTimestamp,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("size") long size,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("has_index") boolean hasIndex,
    @JsonProperty("index_infos") List<IndexInfo> indexes,
    @JsonProperty("load_state") String loadState,
    @JsonProperty("backup_physical_timestamp") long sealedAtSeconds,
    @JsonProperty("channel_checkpoints") Map<String, String> channelCheckpoints,
    @JsonProperty("l0_segments") @JsonDeserialize(using = PackedSegments.FromJson.class)
        List<SegmentBackupInfo> l0Segments,
    @JsonProperty("properties") List<KeyValue> properties,
    @JsonProperty("db_id") long dbId,
    @JsonProperty("created_timestamp") long createdTimestamp,
    @JsonProperty("virtual_channel_names") List<String> virtualChannels,
    @JsonProperty("physical_channel_names") List<String> physicalChannels,
    @JsonProperty("aliases") List<String> aliases,
    @JsonProperty("replica_number") int replicas,
    @JsonProperty("cut") @Nullable TimeCut cut,
    @JsonProperty("live_rows") @Nullable Long liveRows) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public CollectionBackupInfo {
    backupId = MetadataDefaults.text(backupId);
    dbName = MetadataDefaults.text(dbName);
    collectionName = MetadataDefaults.text(collectionName);
    schema = schema == null ? CollectionSchema.EMPTY : schema;
    partitions = MetadataDefaults.list(partitions);
    indexes = MetadataDefaults.list(indexes);
    loadState = MetadataDefaults.text(loadState);
    channelCheckpoints = MetadataDefaults.map(channelCheckpoints);
    l0Segments = PackedSegments.of(l0Segments);
    properties = MetadataDefaults.list(properties);
    virtualChannels = MetadataDefaults.list(virtualChannels);
    physicalChannels = MetadataDefaults.list(physicalChannels);
    aliases = MetadataDefaults.list(aliases);
  }

  public CollectionBackupInfo withData(
      List<PartitionBackupInfo> newPartitions, List<SegmentBackupInfo> newL0Segments) {
    return new CollectionBackupInfo(
        backupId,
        collectionId,
        dbName,
        collectionName,
        schema,
        shards,
        consistencyLevel,
        newPartitions,
        backupTimestamp,
        size,
        hasIndex,
        indexes,
        loadState,
        sealedAtSeconds,
        channelCheckpoints,
        newL0Segments,
        properties,
        dbId,
        createdTimestamp,
        virtualChannels,
        physicalChannels,
        aliases,
        replicas,
        cut,
        liveRows);
  }

  /** Returns a copy as a restore creates it, with the same data. */
  public CollectionBackupInfo changed(
      CollectionSchema newSchema,
      int newShards,
      List<IndexInfo> newIndexes,
      List<KeyValue> newProperties) {
    return new CollectionBackupInfo(
        backupId,
        collectionId,
        dbName,
        collectionName,
        newSchema,
        newShards,
        consistencyLevel,
        partitions,
        backupTimestamp,
        size,
        hasIndex,
        newIndexes,
        loadState,
        sealedAtSeconds,
        channelCheckpoints,
        l0Segments,
        newProperties,
        dbId,
        createdTimestamp,
        virtualChannels,
        physicalChannels,
        aliases,
        replicas,
        cut,
        liveRows);
  }

  public Optional<TimeCut> timeCut() {
    return Optional.ofNullable(cut);
  }

  /**
   * Returns a copy with an id and with fields numbered as in a new collection, for backups that use
   * names instead of ids.
   */
  public CollectionBackupInfo numbered(long id) {
    return new CollectionBackupInfo(
        backupId,
        id,
        dbName,
        collectionName,
        schema.numbered(),
        shards,
        consistencyLevel,
        partitions,
        backupTimestamp,
        size,
        hasIndex,
        indexes,
        loadState,
        sealedAtSeconds,
        channelCheckpoints,
        l0Segments,
        properties,
        dbId,
        createdTimestamp,
        virtualChannels,
        physicalChannels,
        aliases,
        replicas,
        cut,
        liveRows);
  }

  public CollectionBackupInfo withAliases(List<String> current) {
    return new CollectionBackupInfo(
        backupId,
        collectionId,
        dbName,
        collectionName,
        schema,
        shards,
        consistencyLevel,
        partitions,
        backupTimestamp,
        size,
        hasIndex,
        indexes,
        loadState,
        sealedAtSeconds,
        channelCheckpoints,
        l0Segments,
        properties,
        dbId,
        createdTimestamp,
        virtualChannels,
        physicalChannels,
        current,
        replicas,
        cut,
        liveRows);
  }

  /** Returns a copy with the number of rows that Milvus counted. */
  public CollectionBackupInfo withLiveRows(long rows) {
    return new CollectionBackupInfo(
        backupId,
        collectionId,
        dbName,
        collectionName,
        schema,
        shards,
        consistencyLevel,
        partitions,
        backupTimestamp,
        size,
        hasIndex,
        indexes,
        loadState,
        sealedAtSeconds,
        channelCheckpoints,
        l0Segments,
        properties,
        dbId,
        createdTimestamp,
        virtualChannels,
        physicalChannels,
        aliases,
        replicas,
        cut,
        rows);
  }

  public CollectionName collection() {
    return new CollectionName(dbName, collectionName);
  }

  /** Returns a copy with the data of a backup: segments, and the values derived from them. */
  public CollectionBackupInfo atSnapshot(
      String job,
      FlushPoint point,
      Optional<TimeCut> newCut,
      List<PartitionBackupInfo> filled,
      List<SegmentBackupInfo> deletes) {
    List<PartitionBackupInfo> sized = filled.stream().map(PartitionBackupInfo::sized).toList();
    long bytes =
        sized.stream().mapToLong(PartitionBackupInfo::size).sum()
            + deletes.stream().mapToLong(SegmentBackupInfo::size).sum();
    return new CollectionBackupInfo(
        job,
        collectionId,
        dbName,
        collectionName,
        schema,
        shards,
        consistencyLevel,
        sized,
        point.timestamp(),
        bytes,
        hasIndex,
        indexes,
        loadState,
        point.sealedAtSeconds(),
        point.checkpoints(),
        deletes,
        properties,
        dbId,
        createdTimestamp,
        virtualChannels,
        physicalChannels,
        aliases,
        replicas,
        newCut.orElse(null),
        liveRows);
  }
}
