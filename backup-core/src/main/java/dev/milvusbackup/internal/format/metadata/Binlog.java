package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;

/**
 * One binlog file. {@code log_path} is its key in the source bucket. Names and omissions are those
 * of the Go tool.
 */
public record Binlog(
    @JsonProperty("log_path") String logPath,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("log_size") long size,
    @JsonProperty("log_id") long logId) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public Binlog {
    logPath = MetadataDefaults.text(logPath);
  }
}
