package dev.milvusbackup.server.internal.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.Progress;
import java.util.List;
import java.util.Optional;

/** A job in the routes that the Go tool does not have. */
@JsonPropertyOrder({"id", "kind", "backup_name", "status", "step", "notes"})
record JobJson(
    String id,
    String kind,
    @JsonProperty("backup_name") String backupName,
    @JsonUnwrapped JobStatusJson status,
    @JsonUnwrapped Step step,
    List<String> notes) {

  static JobJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    return new JobJson(
        job.id(),
        job.kind().label(),
        job.backup(),
        JobStatusJson.of(job, JobProgress.ofCreate(tracked)),
        Step.of(job, tracked.progress()),
        job.notes());
  }

  /**
   * The current step of a job.
   *
   * @param phase only while it runs, like most counters
   */
  @JsonPropertyOrder({"phase", "counters", "eta_seconds"})
  record Step(
      String phase,
      @JsonUnwrapped Counters counters,
      @JsonProperty("eta_seconds") long etaSeconds) {

    static Step of(JobRecord job, Optional<Progress> progress) {
      return new Step(
          progress.map(p -> p.phase().name()).orElse(""),
          progress.map(Counters::of).orElseGet(() -> Counters.of(job)),
          progress.flatMap(Progress::eta).map(eta -> eta.toSeconds()).orElse(0L));
    }

    /** How much of it is done. */
    @JsonPropertyOrder({
      "bytes_done",
      "bytes",
      "rows_done",
      "rows",
      "collections_done",
      "collections"
    })
    record Counters(
        @JsonProperty("bytes_done") long bytesDone,
        long bytes,
        @JsonProperty("rows_done") long rowsDone,
        long rows,
        @JsonProperty("collections_done") int collectionsDone,
        int collections) {

      static Counters of(Progress progress) {
        return new Counters(
            progress.bytesDone(),
            progress.bytes(),
            progress.rowsDone(),
            progress.rows(),
            progress.collectionsDone(),
            progress.collections());
      }

      static Counters of(JobRecord job) {
        return new Counters(job.bytes(), job.bytes(), job.rows(), job.rows(), 0, 0);
      }
    }
  }
}
