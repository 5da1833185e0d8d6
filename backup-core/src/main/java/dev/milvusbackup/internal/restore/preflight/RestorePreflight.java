package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.internal.check.RestoreCheck;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusLoading;
import dev.milvusbackup.internal.preflight.Problems;
import dev.milvusbackup.internal.restore.resume.PreviousRuns;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a restore and reports all problems together. A collection that this server cannot store is
 * left out of the plan, unless none remains. Changes nothing.
 */
public record RestorePreflight(
    RestoreRequest request, RestoreSource source, PreviousRuns previous, Environment environment) {

  public RestorePlan plan(JobContext job) {
    Problems problems = new Problems();
    RestorePlan plan =
        withoutRefused(
            new RestorePlanner(environment.milvus(), request, source, problems).plan(previous),
            problems);
    problems.check(previous::requireResumable);
    DataImport path = source.path();
    for (CollectionPlan collection : plan.collections()) {
      problems.check(() -> path.requireTarget(collection));
      problems.check(() -> requireReleased(collection));
    }
    PrivilegeCheck privileges = new PrivilegeCheck(environment.milvus().privileges(), request);
    problems.check(() -> privileges.check(plan, path.privileges()));
    Set<ObjectKey> crowded = check(plan, problems, job);
    problems.throwIfAny("restore backup '" + request.backup() + "'");
    return plan.withCrowded(crowded);
  }

  private RestorePlan withoutRefused(RestorePlan plan, Problems problems) {
    List<Failed> refused =
        plan.collections().stream().map(this::refusal).flatMap(Optional::stream).toList();
    if (refused.size() < plan.collections().size()) {
      return plan.without(refused);
    }
    refused.forEach(failed -> problems.add(failed.cause()));
    return plan;
  }

  private Optional<Failed> refusal(CollectionPlan collection) {
    try {
      source.path().require(collection);
      return Optional.empty();
    } catch (BackupException e) {
      return Optional.of(Failed.of(collection.source(), collection.target(), Phase.PLANNING, e));
    }
  }

  private void requireReleased(CollectionPlan collection) {
    if (!request.dropsIndexes() || collection.approach() != Approach.APPEND) {
      return;
    }
    CollectionName target = collection.target();
    if (!environment.milvus().loading().state(target).equals(MilvusLoading.NOT_LOADED)) {
      throw new CollectionExistsException(
          "Cannot drop the indexes of %s: it is loaded, and Milvus drops no index of a loaded collection. Release it first, or keep its indexes."
              .formatted(target));
    }
  }

  private Set<ObjectKey> check(RestorePlan plan, Problems problems, JobContext job) {
    RestoreCheck check = new RestoreCheck(environment.backups(), environment.workers().copies());
    problems.check(() -> check.checkMetadata(source.backup(), job));
    if (request.content() != RestoreContent.ALL) {
      return Set.of();
    }
    List<CollectionManifest> manifests = plan.unfinished().map(CollectionPlan::manifest).toList();
    // Reading all data is a waste for a restore that is refused anyway.
    IntegrityCheck depth = problems.isEmpty() ? request.check() : IntegrityCheck.PRESENCE;
    return problems
        .find(() -> Optional.of(check.checkData(depth, plan.layout(), manifests, job)))
        .orElse(Set.of());
  }
}
