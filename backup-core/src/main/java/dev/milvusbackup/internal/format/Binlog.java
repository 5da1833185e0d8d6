package dev.milvusbackup.internal.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

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
    logPath = MetaDefaults.text(logPath);
  }
}
