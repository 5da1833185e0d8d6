package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.BackupSummary;
import java.util.Map;

/** An entry of list. */
@JsonPropertyOrder({"id", "name", "size", "milvus_version", "description", "labels"})
record BackupSummaryJson(
    String id,
    String name,
    @JsonInclude(JsonInclude.Include.ALWAYS) long size,
    @JsonProperty("milvus_version") String milvusVersion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String description,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels) {

  static BackupSummaryJson of(BackupSummary summary) {
    return new BackupSummaryJson(
        summary.id(),
        summary.name(),
        summary.size(),
        summary.milvusVersion(),
        summary.description(),
        summary.labels());
  }
}
