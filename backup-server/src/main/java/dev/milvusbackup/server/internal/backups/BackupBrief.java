package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.server.internal.jobs.JobProgress;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.JobState;
import dev.milvusbackup.server.internal.jobs.JobStatusJson;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A backup, or the progress of its creation. */
@JsonPropertyOrder({"id", "status", "name", "contents"})
public record BackupBrief(
    String id,
    @JsonUnwrapped JobStatusJson status,
    String name,
    @JsonUnwrapped BackupContents contents) {

  /** A backup that does not exist, or not yet. */
  static BackupBrief of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    return new BackupBrief(
        job.id(),
        JobStatusJson.of(job, JobProgress.ofCreate(tracked)),
        job.backup(),
        BackupContents.NONE);
  }

  /** Leftovers of a create without a known job. */
  static BackupBrief incomplete(String name, String why) {
    JobStatusJson status = new JobStatusJson(JobState.FAIL.code(), why, 0, 0, 0);
    return new BackupBrief("", status, name, BackupContents.NONE);
  }

  /** The contents of a backup, empty unless it is complete. */
  @JsonPropertyOrder({
    "collection_backups",
    "size",
    "milvus_version",
    "database_backups",
    "meta_size",
    "format"
  })
  record BackupContents(
      @ArraySchema(schema = @Schema(implementation = Object.class))
          @JsonProperty("collection_backups")
          List<JsonNode> collectionBackups,
      @JsonInclude(JsonInclude.Include.ALWAYS) long size,
      @JsonProperty("milvus_version") String milvusVersion,
      @ArraySchema(schema = @Schema(implementation = Object.class))
          @JsonProperty("database_backups")
          List<JsonNode> databaseBackups,
      @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("meta_size") long metaSize,
      @Schema(description = "logical, or empty for copies of binlogs.") String format) {

    static final BackupContents NONE = new BackupContents(List.of(), 0, "", List.of(), 0, "");
  }
}
