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
import java.util.function.Consumer;
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

  private static final String TTL = "collection.ttl.seconds";

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
    return copy(
        to -> {
          to.partitions = newPartitions;
          to.l0Segments = newL0Segments;
        });
  }

  /** Returns a copy as a restore creates it, with the same data. */
  public CollectionBackupInfo changed(
      CollectionSchema newSchema,
      int newShards,
      List<IndexInfo> newIndexes,
      List<KeyValue> newProperties) {
    return copy(
        to -> {
          to.schema = newSchema;
          to.shards = newShards;
          to.indexes = newIndexes;
          to.properties = newProperties;
        });
  }

  public Optional<TimeCut> timeCut() {
    return Optional.ofNullable(cut);
  }

  /**
   * Returns a copy with an id and with fields numbered as in a new collection, for backups that use
   * names instead of ids.
   */
  public CollectionBackupInfo numbered(long id) {
    return copy(
        to -> {
          to.collectionId = id;
          to.schema = schema.numbered();
        });
  }

  public CollectionBackupInfo withAliases(List<String> current) {
    return copy(to -> to.aliases = current);
  }

  /** Returns a copy with the time at which Milvus created the collection. */
  public CollectionBackupInfo withCreated(long timestamp) {
    return copy(to -> to.createdTimestamp = timestamp);
  }

  /** Returns a copy with the number of rows that Milvus counted. */
  public CollectionBackupInfo withLiveRows(long rows) {
    return copy(to -> to.liveRows = rows);
  }

  /** The seconds after which rows expire, as text; empty if they do not. */
  public Optional<String> timeToLive() {
    return properties.stream()
        .filter(property -> property.key().equals(TTL) && !property.value().equals("0"))
        .map(KeyValue::value)
        .findFirst();
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
    return copy(
        to -> {
          to.backupId = job;
          to.partitions = sized;
          to.backupTimestamp = point.timestamp();
          to.size = bytes;
          to.sealedAtSeconds = point.sealedAtSeconds();
          to.channelCheckpoints = point.checkpoints();
          to.l0Segments = deletes;
          to.cut = newCut.orElse(null);
        });
  }

  private CollectionBackupInfo copy(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.build();
  }

  /** A copy in the making, with the values that differ in some copies. */
  private static final class Copy {

    private final CollectionBackupInfo from;
    private String backupId;
    private long collectionId;
    private CollectionSchema schema;
    private int shards;
    private List<PartitionBackupInfo> partitions;
    private long backupTimestamp;
    private long size;
    private List<IndexInfo> indexes;
    private long sealedAtSeconds;
    private Map<String, String> channelCheckpoints;
    private List<SegmentBackupInfo> l0Segments;
    private List<KeyValue> properties;
    private long createdTimestamp;
    private List<String> aliases;
    private @Nullable TimeCut cut;
    private @Nullable Long liveRows;

    Copy(CollectionBackupInfo from) {
      this.from = from;
      this.backupId = from.backupId;
      this.collectionId = from.collectionId;
      this.schema = from.schema;
      this.shards = from.shards;
      this.partitions = from.partitions;
      this.backupTimestamp = from.backupTimestamp;
      this.size = from.size;
      this.indexes = from.indexes;
      this.sealedAtSeconds = from.sealedAtSeconds;
      this.channelCheckpoints = from.channelCheckpoints;
      this.l0Segments = from.l0Segments;
      this.properties = from.properties;
      this.createdTimestamp = from.createdTimestamp;
      this.aliases = from.aliases;
      this.cut = from.cut;
      this.liveRows = from.liveRows;
    }

    CollectionBackupInfo build() {
      return new CollectionBackupInfo(
          backupId,
          collectionId,
          from.dbName,
          from.collectionName,
          schema,
          shards,
          from.consistencyLevel,
          partitions,
          backupTimestamp,
          size,
          from.hasIndex,
          indexes,
          from.loadState,
          sealedAtSeconds,
          channelCheckpoints,
          l0Segments,
          properties,
          from.dbId,
          createdTimestamp,
          from.virtualChannels,
          from.physicalChannels,
          aliases,
          from.replicas,
          cut,
          liveRows);
    }
  }
}
