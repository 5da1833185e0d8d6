package dev.milvusbackup.internal.format.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;

/** A parameter. Names and omissions as the Go tool writes them. */
public record KeyValue(@JsonProperty("key") String key, @JsonProperty("value") String value) {

  /** Takes what the JSON leaves out as empty. */
  public KeyValue {
    key = MetadataDefaults.text(key);
    value = MetadataDefaults.text(value);
  }
}
