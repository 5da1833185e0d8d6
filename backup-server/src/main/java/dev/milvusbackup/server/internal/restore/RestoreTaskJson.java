package dev.milvusbackup.server.internal.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.milvusbackup.server.internal.jobs.JobProgress;
import dev.milvusbackup.server.internal.jobs.JobRecord;
import dev.milvusbackup.server.internal.jobs.JobState;
import dev.milvusbackup.server.internal.jobs.JobStatusJson;
import dev.milvusbackup.server.internal.jobs.TargetRecord;
import dev.milvusbackup.server.internal.jobs.TrackedJob;
import java.util.List;

/** The progress of a restore. */
@JsonPropertyOrder({"id", "status", "collection_restore_tasks"})
record RestoreTaskJson(
    String id,
    @JsonUnwrapped JobStatusJson status,
    @JsonProperty("collection_restore_tasks") List<CollectionTask> collectionRestoreTasks) {

  /** The answer to a restore that has just started. */
  static RestoreTaskJson begun(JobRecord job) {
    JobStatusJson status =
        new JobStatusJson(
            JobState.INITIAL.code(), "", JobProgress.seconds(job.startMillis()), 0, 1);
    return new RestoreTaskJson(job.id(), status, List.of());
  }

  static RestoreTaskJson of(TrackedJob tracked) {
    JobRecord job = tracked.record();
    int progress = JobProgress.ofRestore(tracked);
    return new RestoreTaskJson(
        job.id(),
        JobStatusJson.of(job, progress),
        job.targets().stream().map(target -> CollectionTask.of(target, job, progress)).toList());
  }

  /** The progress of one collection. */
  @JsonPropertyOrder({"status", "target_db_name", "target_collection_name"})
  record CollectionTask(
      @JsonUnwrapped JobStatusJson status,
      @JsonProperty("target_db_name") String targetDbName,
      @JsonProperty("target_collection_name") String targetCollectionName) {

    static CollectionTask of(TargetRecord target, JobRecord job, int progressOfJob) {
      boolean begun = target.state() == JobState.INITIAL && !job.state().ended();
      JobState state = begun ? JobState.EXECUTING : target.state();
      JobStatusJson status =
          new JobStatusJson(
              state.code(),
              target.error(),
              JobProgress.seconds(job.startMillis()),
              state.ended() ? JobProgress.seconds(job.endMillis()) : 0,
              state == JobState.SUCCESS ? 100 : state == JobState.EXECUTING ? progressOfJob : 1);
      return new CollectionTask(status, target.database(), target.collection());
    }
  }
}
