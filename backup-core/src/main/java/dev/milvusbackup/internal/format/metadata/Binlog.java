package dev.milvusbackup.internal.format.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.milvusbackup.internal.format.json.MetadataDefaults;

/**
 * One binlog file. {@code log_path} is its key in the source bucket. Names and omissions as the Go
 * tool writes them.
 */
public record Binlog(
    @JsonProperty("log_path") String logPath,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("log_size") long size,
    @JsonProperty("log_id") long logId) {

  /** Takes what the JSON leaves out as empty. */
  public Binlog {
    logPath = MetadataDefaults.text(logPath);
  }
}
