package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.check.RestoreCheck;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.preflight.Problems;
import dev.milvusbackup.internal.restore.resume.PreviousRuns;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;

/** Plans a restore and reports all problems together. Changes nothing. */
public record RestorePreflight(
    RestoreRequest request, RestoreSource source, PreviousRuns previous, Environment environment) {

  public RestorePlan plan(JobContext job) {
    Problems problems = new Problems();
    RestorePlan plan =
        new RestorePlanner(environment.milvus(), request, source, problems).plan(previous);
    problems.check(previous::requireResumable);
    DataImport path = source.path();
    for (CollectionPlan collection : plan.collections()) {
      problems.check(() -> path.require(collection));
      problems.check(() -> path.requireTarget(collection));
    }
    PrivilegeCheck privileges = new PrivilegeCheck(environment.milvus().privileges(), request);
    problems.check(() -> privileges.check(plan, path.privileges()));
    check(plan, problems, job);
    problems.throwIfAny("restore backup '" + request.backup() + "'");
    return plan;
  }

  private void check(RestorePlan plan, Problems problems, JobContext job) {
    RestoreCheck check = new RestoreCheck(environment.backups(), environment.workers().copies());
    problems.check(() -> check.checkMetadata(source.backup(), job));
    if (request.content() == RestoreContent.ALL) {
      List<CollectionManifest> manifests = plan.unfinished().map(CollectionPlan::manifest).toList();
      // Reading all data is a waste for a restore that is refused anyway.
      IntegrityCheck depth = problems.isEmpty() ? request.check() : IntegrityCheck.PRESENCE;
      problems.check(() -> check.checkData(depth, plan.layout(), manifests, job));
    }
  }
}
