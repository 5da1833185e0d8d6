package dev.milvusbackup.server.internal.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.jobs.JobProgress;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.JobStatusJson;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import dev.milvusbackup.server.internal.jobs.VerifyRecord;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a verification, and its findings.
 *
 * @param report only after it has finished
 */
@JsonPropertyOrder({"id", "backup_name", "status", "report"})
record VerifyTaskJson(
    String id,
    @JsonProperty("backup_name") String backupName,
    @JsonUnwrapped JobStatusJson status,
    @Nullable VerifyRecord report) {

  static VerifyTaskJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    int progress = job.verify() == null ? JobProgress.ofRestore(tracked) : 100;
    return new VerifyTaskJson(
        job.id(), job.backup(), JobStatusJson.of(job, progress), job.verify());
  }
}
