package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.server.internal.jobs.JobProgress;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.JobState;
import dev.milvusbackup.server.internal.jobs.TargetRecord;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import java.util.List;

/** The progress of a restore. */
@JsonPropertyOrder({
  "id",
  "state_code",
  "errorMessage",
  "start_time",
  "end_time",
  "progress",
  "collection_restore_tasks"
})
record RestoreTaskJson(
    String id,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    String errorMessage,
    @JsonProperty("start_time") long startTime,
    @JsonProperty("end_time") long endTime,
    @JsonInclude(JsonInclude.Include.ALWAYS) int progress,
    @JsonProperty("collection_restore_tasks") List<CollectionTask> collectionRestoreTasks) {

  /** The answer to a restore that has just started. */
  static RestoreTaskJson begun(JobRecord job) {
    return new RestoreTaskJson(
        job.id(),
        JobState.INITIAL.code(),
        "",
        JobProgress.seconds(job.startMillis()),
        0,
        1,
        List.of());
  }

  static RestoreTaskJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    int progress = JobProgress.ofRestore(tracked);
    return new RestoreTaskJson(
        job.id(),
        job.state().code(),
        job.error(),
        JobProgress.seconds(job.startMillis()),
        JobProgress.seconds(job.endMillis()),
        progress,
        job.targets().stream().map(target -> CollectionTask.of(target, job, progress)).toList());
  }

  /** The progress of one collection. */
  @JsonPropertyOrder({
    "state_code",
    "errorMessage",
    "start_time",
    "end_time",
    "progress",
    "target_db_name",
    "target_collection_name"
  })
  record CollectionTask(
      @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
      String errorMessage,
      @JsonProperty("start_time") long startTime,
      @JsonProperty("end_time") long endTime,
      @JsonInclude(JsonInclude.Include.ALWAYS) int progress,
      @JsonProperty("target_db_name") String targetDbName,
      @JsonProperty("target_collection_name") String targetCollectionName) {

    static CollectionTask of(TargetRecord target, JobRecord job, int progressOfJob) {
      boolean begun = target.state() == JobState.INITIAL && !job.state().ended();
      JobState state = begun ? JobState.EXECUTING : target.state();
      return new CollectionTask(
          state.code(),
          target.error(),
          JobProgress.seconds(job.startMillis()),
          state.ended() ? JobProgress.seconds(job.endMillis()) : 0,
          state == JobState.SUCCESS ? 100 : state == JobState.EXECUTING ? progressOfJob : 1,
          target.database(),
          target.collection());
    }
  }
}
