package dev.milvusbackup.server.internal.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.milvusbackup.server.internal.job.JobRecord;
import dev.milvusbackup.server.internal.job.JobState;
import dev.milvusbackup.server.internal.job.TargetRecord;
import dev.milvusbackup.server.internal.job.TrackedJob;
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
public record RestoreTaskJson(
    String id,
    @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("state_code") int stateCode,
    String errorMessage,
    @JsonProperty("start_time") long startTime,
    @JsonProperty("end_time") long endTime,
    @JsonInclude(JsonInclude.Include.ALWAYS) int progress,
    @JsonProperty("collection_restore_tasks") List<CollectionTask> collectionRestoreTasks) {

  /** The answer to a restore that has just started. */
  public static RestoreTaskJson begun(JobRecord job) {
    return new RestoreTaskJson(
        job.id(), JobState.INITIAL.code(), "", seconds(job.startMillis()), 0, 1, List.of());
  }

  public static RestoreTaskJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    int progress = JobProgress.ofRestore(tracked);
    return new RestoreTaskJson(
        job.id(),
        job.state().code(),
        job.error(),
        seconds(job.startMillis()),
        seconds(job.endMillis()),
        progress,
        job.targets().stream().map(target -> CollectionTask.of(target, job, progress)).toList());
  }

  static long seconds(long millis) {
    return millis / 1000;
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
  public record CollectionTask(
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
          seconds(job.startMillis()),
          state.ended() ? seconds(job.endMillis()) : 0,
          state == JobState.SUCCESS ? 100 : state == JobState.EXECUTING ? progressOfJob : 1,
          target.database(),
          target.collection());
    }
  }
}
