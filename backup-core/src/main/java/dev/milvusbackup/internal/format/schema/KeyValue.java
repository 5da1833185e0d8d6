package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;

/** A parameter. Names and omissions are those of the Go tool. */
public record KeyValue(@JsonProperty("key") String key, @JsonProperty("value") String value) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public KeyValue {
    key = MetadataDefaults.text(key);
    value = MetadataDefaults.text(value);
  }
}
