package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.retention.PrunePlan.Removal;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.function.Predicate;

/** Deletes old backups: plan → delete each → report. */
public final class PrunePipeline {

  private final BackupCatalog catalog;
  private final BackupRemover remover;
  private final BackupContents contents;
  private final PrunePlanner planner;
  private final SharedPruner shared;
  private final Predicate<String> inUse;

  /**
   * A pipeline over a store.
   *
   * @param store the store of the backups, with retries
   * @param guards keep other jobs of the store from disturbing it
   * @param reads reads several backups in parallel
   * @param inUse whether a job of this client reads the backup of a name
   */
  public PrunePipeline(
      ObjectStore store,
      BackupCatalog catalog,
      BackupRemover remover,
      Guards guards,
      Parallel reads,
      Predicate<String> inUse) {
    this.catalog = catalog;
    this.remover = remover;
    this.contents = new BackupContents(store, catalog);
    StoreClock clock = new StoreClock(store);
    this.planner = new PrunePlanner(store, catalog, contents, clock, reads);
    this.shared = new SharedPruner(store, remover, guards, clock);
    this.inUse = inUse;
  }

  public PrunePreview preview(PruneRequest request, JobContext job) {
    PrunePlan plan = plan(request, job);
    return PrunePreview.builder()
        .decisions(plan.decisions())
        .incomplete(plan.incomplete())
        .sharedSpace(shared.preview(request, plan, job))
        .build();
  }

  public PruneReport run(PruneRequest request, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.PLANNING);
    PrunePlan plan = plan(request, job);
    PruneRun run = new PruneRun(remover, job);
    try (SharedPruner.Session session = shared.begin(plan, job)) {
      plan.removals().forEach(removal -> remove(run, removal));
      plan.incomplete().forEach(name -> removeIncomplete(run, new BackupName(name)));
      SharedSpace space = run.sweep(plan, () -> session.run(request));
      return run.report(plan, space, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private PrunePlan plan(PruneRequest request, JobContext job) {
    return request.unreferencedOnly() ? PrunePlan.NOTHING : planner.plan(request, job.cancel());
  }

  /** What another job has done since the decision counts: it is looked at under the lock. */
  private void remove(PruneRun run, Removal removal) {
    run.delete(
        new BackupName(removal.backup().name()),
        () ->
            !inUse.test(removal.backup().name())
                && contents.isPresent(removal.backup())
                && removal.replacement().map(contents::isGood).orElse(true));
  }

  private void removeIncomplete(PruneRun run, BackupName name) {
    run.delete(name, () -> catalog.problem(name).isPresent());
  }
}
