package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.internal.format.schema.KeyValue;
import java.util.List;

/** A database in a backup. Names and omissions are those of the Go tool. */
public record DatabaseBackupInfo(
    @JsonProperty("db_name") String dbName,
    @JsonProperty("db_id") long dbId,
    @JsonProperty("properties") List<KeyValue> properties,
    @JsonProperty("ezk") String ezk) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public DatabaseBackupInfo {
    dbName = MetadataDefaults.text(dbName);
    properties = MetadataDefaults.list(properties);
    ezk = MetadataDefaults.text(ezk);
  }
}
