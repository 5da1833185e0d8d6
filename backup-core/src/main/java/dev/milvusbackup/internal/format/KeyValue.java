package dev.milvusbackup.internal.format;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A parameter. Names and omissions as the Go tool writes them. */
public record KeyValue(@JsonProperty("key") String key, @JsonProperty("value") String value) {

  /** Takes what the JSON leaves out as empty. */
  public KeyValue {
    key = MetaDefaults.text(key);
    value = MetaDefaults.text(value);
  }
}
