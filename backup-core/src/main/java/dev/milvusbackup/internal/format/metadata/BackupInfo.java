package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole backup: the root of {@code full_meta.json}. Names and omissions are those of the Go tool.
 */
public record BackupInfo(
    @JsonProperty("id") String id,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    @JsonProperty("name") String name,
    @JsonProperty("backup_timestamp") long createdMillis,
    @JsonProperty("collection_backups") List<CollectionBackupInfo> collections,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("size") long size,
    @JsonProperty("milvus_version") String milvusVersion,
    @JsonProperty("rbac_meta") @Nullable RbacMeta rbac,
    @JsonProperty("rpc_channel_info") @Nullable JsonNode rpcChannel,
    @JsonProperty("database_backups") List<DatabaseBackupInfo> databases,
    @JsonProperty("flush_all_msgs_base64") @Nullable JsonNode flushAllMessages,
    @JsonProperty("control_channel_name") String controlChannel,
    @JsonProperty("physical_channel_names") List<String> physicalChannels,
    @JsonProperty("format") String format,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("description") String description,
    @JsonProperty("labels") Map<String, String> labels,
    @JsonProperty("incremental") boolean incremental,
    @JsonProperty("locked_until") long lockedUntilMillis) {

  /** The program that wrote a native backup; the Go tool writes no such key. */
  public static final String CREATED_BY = "milvus-backup-java";

  /** The format whose data are copies of Milvus's own files; the empty string means the same. */
  private static final String BINLOG = "binlog";

  /** The format whose data are rows in Parquet files. */
  private static final String LOGICAL = "logical";

  /** Replaces values that the JSON leaves out by empty ones. */
  public BackupInfo {
    id = MetadataDefaults.text(id);
    name = MetadataDefaults.text(name);
    collections = MetadataDefaults.list(collections);
    milvusVersion = MetadataDefaults.text(milvusVersion);
    databases = MetadataDefaults.list(databases);
    controlChannel = MetadataDefaults.text(controlChannel);
    physicalChannels = MetadataDefaults.list(physicalChannels);
    format = MetadataDefaults.text(format);
    createdBy = MetadataDefaults.text(createdBy);
    description = MetadataDefaults.text(description);
    labels = MetadataDefaults.map(labels);
  }

  /** Whether it has a commit object. */
  public boolean expectsCommit() {
    return !createdBy.isEmpty();
  }

  /** Whether this library supports the format of the data. */
  public boolean hasKnownFormat() {
    return format.isEmpty() || format.equals(BINLOG) || format.equals(LOGICAL);
  }

  /** The mode: files or rows. */
  public BackupMode mode() {
    return format.equals(LOGICAL) ? BackupMode.LOGICAL : BackupMode.BINLOG;
  }

  /** Whether its data are copies of Milvus's own files. */
  public boolean hasBinlogs() {
    return mode() == BackupMode.BINLOG;
  }

  /** The name of a mode in the metadata. */
  public static String format(BackupMode mode) {
    return mode == BackupMode.LOGICAL ? LOGICAL : "";
  }

  public BackupInfo withCollections(List<CollectionBackupInfo> data) {
    return copy(to -> to.collections = data);
  }

  /** Returns a copy whose objects are locked. */
  public BackupInfo lockedUntil(Instant until) {
    return copy(to -> to.lockedUntilMillis = until.toEpochMilli());
  }

  /** Returns a full backup of another name with the same data. */
  public BackupInfo materialized(String newName, String newId, List<CollectionBackupInfo> full) {
    return copy(
        to -> {
          to.id = newId;
          to.name = newName;
          to.collections = full;
          to.incremental = false;
          to.lockedUntilMillis = 0;
        });
  }

  /** Returns an incremental backup with the same data. */
  public BackupInfo adopted(List<CollectionBackupInfo> shared) {
    return copy(
        to -> {
          to.collections = shared;
          to.incremental = true;
          to.lockedUntilMillis = 0;
        });
  }

  /** The content of {@code backup_meta.json}. */
  public BackupInfo summary() {
    return copy(
        to -> {
          to.collections = List.of();
          to.rbac = null;
          to.rpcChannel = null;
          to.databases = List.of();
          to.flushAllMessages = null;
          to.controlChannel = "";
          to.physicalChannels = List.of();
        });
  }

  private BackupInfo copy(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new BackupInfo(
        copy.id,
        stateCode,
        copy.name,
        createdMillis,
        copy.collections,
        size,
        milvusVersion,
        copy.rbac,
        copy.rpcChannel,
        copy.databases,
        copy.flushAllMessages,
        copy.controlChannel,
        copy.physicalChannels,
        format,
        createdBy,
        description,
        labels,
        copy.incremental,
        copy.lockedUntilMillis);
  }

  /** The values that copies change. */
  private static final class Copy {

    private String id;
    private String name;
    private List<CollectionBackupInfo> collections;
    private @Nullable RbacMeta rbac;
    private @Nullable JsonNode rpcChannel;
    private List<DatabaseBackupInfo> databases;
    private @Nullable JsonNode flushAllMessages;
    private String controlChannel;
    private List<String> physicalChannels;
    private boolean incremental;
    private long lockedUntilMillis;

    Copy(BackupInfo of) {
      this.id = of.id;
      this.name = of.name;
      this.collections = of.collections;
      this.rbac = of.rbac;
      this.rpcChannel = of.rpcChannel;
      this.databases = of.databases;
      this.flushAllMessages = of.flushAllMessages;
      this.controlChannel = of.controlChannel;
      this.physicalChannels = of.physicalChannels;
      this.incremental = of.incremental;
      this.lockedUntilMillis = of.lockedUntilMillis;
    }
  }
}
