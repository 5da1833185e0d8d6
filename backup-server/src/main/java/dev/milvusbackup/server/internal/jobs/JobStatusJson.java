package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The fields that all answers about jobs share. Times are seconds since the epoch. */
@JsonPropertyOrder({"state_code", "errorMessage", "start_time", "end_time", "progress"})
public record JobStatusJson(
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    String errorMessage,
    @JsonProperty("start_time") long startTime,
    @JsonProperty("end_time") long endTime,
    @JsonInclude(JsonInclude.Include.ALWAYS) int progress) {

  public static JobStatusJson of(JobRecord job, int progress) {
    return new JobStatusJson(
        job.state().code(),
        job.error(),
        JobProgress.seconds(job.startMillis()),
        JobProgress.seconds(job.endMillis()),
        progress);
  }
}
