package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.server.internal.jobs.JobProgress;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.JobState;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A backup, or the progress of its creation. */
@JsonPropertyOrder({
  "id",
  "state_code",
  "errorMessage",
  "start_time",
  "end_time",
  "progress",
  "name",
  "collection_backups",
  "size",
  "milvus_version",
  "database_backups",
  "meta_size",
  "format"
})
public record BackupBrief(
    String id,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    String errorMessage,
    @JsonProperty("start_time") long startTime,
    @JsonProperty("end_time") long endTime,
    @JsonInclude(JsonInclude.Include.ALWAYS) int progress,
    String name,
    @ArraySchema(schema = @Schema(implementation = Object.class))
        @JsonProperty("collection_backups")
        List<JsonNode> collectionBackups,
    @JsonInclude(JsonInclude.Include.ALWAYS) long size,
    @JsonProperty("milvus_version") String milvusVersion,
    @ArraySchema(schema = @Schema(implementation = Object.class)) @JsonProperty("database_backups")
        List<JsonNode> databaseBackups,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("meta_size") long metaSize,
    @Schema(description = "logical, or empty for copies of binlogs.") String format) {

  /** A backup that does not exist, or not yet. */
  public static BackupBrief of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    return new BackupBrief(
        job.id(),
        job.state().code(),
        job.error(),
        JobProgress.seconds(job.startMillis()),
        JobProgress.seconds(job.endMillis()),
        JobProgress.ofCreate(tracked),
        job.backup(),
        List.of(),
        0,
        "",
        List.of(),
        0,
        "");
  }

  /** Leftovers of a create without a known job. */
  public static BackupBrief incomplete(String name, String why) {
    return new BackupBrief(
        "", JobState.FAIL.code(), why, 0, 0, 0, name, List.of(), 0, "", List.of(), 0, "");
  }
}
