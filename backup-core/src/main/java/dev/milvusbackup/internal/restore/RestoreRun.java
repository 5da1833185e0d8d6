package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.ImportRun.StagingCheck;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.restore.collection.CollectionOutcome;
import dev.milvusbackup.internal.restore.collection.CollectionRestorer;
import dev.milvusbackup.internal.restore.preflight.RestorePreflight;
import dev.milvusbackup.internal.restore.preflight.RestoreSource;
import dev.milvusbackup.internal.restore.resume.PreviousRuns;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** One restore, by the holder of its ledger: plan → resume → each collection → report. */
final class RestoreRun {

  private static final int OVERLAPPING = 16;

  private final Environment environment;
  private final RestoreRequest request;
  private final RestoreSource source;
  private final RestoreLedger ledger;
  private final JobContext job;
  private final PreviousRuns previous;

  RestoreRun(
      Environment environment,
      RestoreRequest request,
      RestoreSource source,
      RestoreLedger ledger,
      JobContext job) {
    this.environment = environment;
    this.request = request;
    this.source = source;
    this.ledger = ledger;
    this.job = job;
    this.previous = new PreviousRuns(environment, source.path(), ledger, request);
  }

  /**
   * Runs it.
   *
   * @param started when the job started, by {@link System#nanoTime}
   */
  RestoreReport execute(long started) {
    RestorePlan plan = new RestorePreflight(request, source, previous, environment).plan(job);
    ImportRun imports = source.path().start(plan, ledger.name());
    announce(plan, imports);
    imports.checkStaging(StagingCheck.IF_LARGE, job);
    previous.takeOver(source.identity(), plan, job.cancel());
    List<CollectionOutcome> outcomes = restoreAll(plan, imports);
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    return new RestoreReporter(request, plan).report(outcomes, duration);
  }

  private void announce(RestorePlan plan, ImportRun imports) {
    for (CollectionPlan collection : plan.collections()) {
      long size = collection.manifest().size();
      // Staged bytes move twice: to the staging area, and from there into Milvus.
      boolean staged = imports.of(collection).placement() == Placement.STAGED;
      long bytes = size + (staged ? size : collection.crowdedBytes());
      job.progress().plan(1, bytes, collection.manifest().rowCount());
    }
  }

  private List<CollectionOutcome> restoreAll(RestorePlan plan, ImportRun imports) {
    CollectionRestorer restorer =
        new CollectionRestorer(environment, request, plan, imports, ledger, previous.decider());
    List<CollectionOutcome> outcomes = List.of();
    try {
      restorer.chooseNames(plan);
      List<CollectionOutcome> ended = restoreEach(plan, imports, restorer);
      addRbac(plan, ended);
      outcomes = ended;
      return outcomes;
    } finally {
      if (ledger.isHeld()) {
        imports.cleanUp();
        restorer.dropUnusedDatabases();
        if (!outcomes.isEmpty() && isComplete(plan, outcomes)) {
          ledger.endRestored();
        } else {
          ledger.releaseUnfinished();
        }
      }
    }
  }

  /** Those that mostly wait for Milvus come first, many at a time. */
  private List<CollectionOutcome> restoreEach(
      RestorePlan plan, ImportRun imports, CollectionRestorer restorer) {
    Map<Boolean, List<CollectionPlan>> byOverlap =
        plan.collections().stream().collect(Collectors.partitioningBy(imports::overlaps));
    Map<CollectionName, CollectionOutcome> ended = new HashMap<>();
    Parallel parallel = environment.workers().collections();
    for (boolean overlaps : new boolean[] {true, false}) {
      List<CollectionPlan> some = Objects.requireNonNull(byOverlap.get(overlaps));
      List<CollectionOutcome> outcomes =
          (overlaps ? parallel.atLeast(OVERLAPPING) : parallel)
              .map(some, job.cancel(), collection -> restorer.restore(collection, job));
      for (int i = 0; i < some.size(); i++) {
        ended.put(some.get(i).target(), outcomes.get(i));
      }
    }
    return plan.collections().stream()
        .map(collection -> Objects.requireNonNull(ended.get(collection.target())))
        .toList();
  }

  private static boolean isComplete(RestorePlan plan, List<CollectionOutcome> outcomes) {
    return plan.leftOut().refused().isEmpty() && CollectionOutcome.allRestored(outcomes);
  }

  /** Not if a collection failed; then the next run of the same restore does it. */
  private void addRbac(RestorePlan plan, List<CollectionOutcome> outcomes) {
    if (isComplete(plan, outcomes)) {
      job.cancel().check();
      plan.rbac().ifPresent(rbac -> rbac.apply(environment.milvus().rbac()));
    }
  }
}
