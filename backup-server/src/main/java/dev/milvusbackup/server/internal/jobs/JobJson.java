package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.Progress;
import java.util.Optional;

/**
 * A job in the routes that the Go tool does not have.
 *
 * @param phase its current step; only while it runs, like the counters below
 */
@JsonPropertyOrder({
  "id",
  "kind",
  "backup_name",
  "state_code",
  "errorMessage",
  "start_time",
  "end_time",
  "progress",
  "phase",
  "bytes_done",
  "bytes",
  "rows_done",
  "rows",
  "collections_done",
  "collections",
  "eta_seconds"
})
record JobJson(
    String id,
    String kind,
    @JsonProperty("backup_name") String backupName,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    String errorMessage,
    @JsonProperty("start_time") long startTime,
    @JsonProperty("end_time") long endTime,
    @JsonInclude(JsonInclude.Include.ALWAYS) int progress,
    String phase,
    @JsonProperty("bytes_done") long bytesDone,
    long bytes,
    @JsonProperty("rows_done") long rowsDone,
    long rows,
    @JsonProperty("collections_done") int collectionsDone,
    int collections,
    @JsonProperty("eta_seconds") long etaSeconds) {

  static JobJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    Optional<Progress> progress = tracked.progress();
    return new JobJson(
        job.id(),
        job.kind().label(),
        job.backup(),
        job.state().code(),
        job.error(),
        JobProgress.seconds(job.startMillis()),
        JobProgress.seconds(job.endMillis()),
        JobProgress.ofCreate(tracked),
        progress.map(p -> p.phase().name()).orElse(""),
        progress.map(Progress::bytesDone).orElse(job.bytes()),
        progress.map(Progress::bytes).orElse(job.bytes()),
        progress.map(Progress::rowsDone).orElse(job.rows()),
        progress.map(Progress::rows).orElse(job.rows()),
        progress.map(Progress::collectionsDone).orElse(0),
        progress.map(Progress::collections).orElse(0),
        progress.flatMap(Progress::eta).map(eta -> eta.toSeconds()).orElse(0L));
  }
}
