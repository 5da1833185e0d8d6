package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A job in the routes that the Go tool does not have. */
@JsonPropertyOrder({"id", "kind", "backup_name", "status", "step"})
record JobJson(
    String id,
    String kind,
    @JsonProperty("backup_name") String backupName,
    @JsonUnwrapped JobStatusJson status,
    @JsonUnwrapped JobStepJson step) {

  static JobJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    return new JobJson(
        job.id(),
        job.kind().label(),
        job.backup(),
        JobStatusJson.of(job, JobProgress.ofCreate(tracked)),
        JobStepJson.of(job, tracked.progress()));
  }
}
