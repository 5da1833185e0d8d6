package dev.milvusbackup.server.internal.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.server.internal.jobs.JobProgress;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import dev.milvusbackup.server.internal.jobs.VerifyRecord;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a verification, and its findings.
 *
 * @param report only after it has finished
 */
@JsonPropertyOrder({
  "id",
  "backup_name",
  "state_code",
  "errorMessage",
  "start_time",
  "end_time",
  "progress",
  "report"
})
record VerifyTaskJson(
    String id,
    @JsonProperty("backup_name") String backupName,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    String errorMessage,
    @JsonProperty("start_time") long startTime,
    @JsonProperty("end_time") long endTime,
    @JsonInclude(JsonInclude.Include.ALWAYS) int progress,
    @Nullable VerifyRecord report) {

  static VerifyTaskJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    return new VerifyTaskJson(
        job.id(),
        job.backup(),
        job.state().code(),
        job.error(),
        JobProgress.seconds(job.startMillis()),
        JobProgress.seconds(job.endMillis()),
        job.verify() == null ? JobProgress.ofRestore(tracked) : 100,
        job.verify());
  }
}
