package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.BackupSummary;

/** An entry of list. */
@JsonPropertyOrder({"id", "name", "size", "milvus_version"})
record BackupSummaryJson(
    String id,
    String name,
    @JsonInclude(JsonInclude.Include.ALWAYS) long size,
    @JsonProperty("milvus_version") String milvusVersion) {

  static BackupSummaryJson of(BackupSummary summary) {
    return new BackupSummaryJson(
        summary.id(), summary.name(), summary.size(), summary.milvusVersion());
  }
}
