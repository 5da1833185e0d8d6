package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.DataPaths;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Request → plan → lock → {@link CreateRun} → report. */
public final class CreatePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(CreatePipeline.class);

  private final Environment environment;
  private final DataPaths paths;
  private final BackupCatalog catalog;
  private final BackupPlanner planner;

  public CreatePipeline(Environment environment, DataPaths paths) {
    this.environment = environment;
    this.paths = paths;
    this.catalog = new BackupCatalog(environment.backups());
    this.planner = new BackupPlanner(environment, catalog);
  }

  public BackupPreview preview(BackupRequest request, JobContext job) {
    DataExport export = paths.export(request.mode());
    BackupPlan plan = planner.plan(request, export);
    return new CreatePreviewer(environment.backups(), export).preview(request, plan, job);
  }

  public BackupReport run(BackupRequest request, JobContext job) {
    Instant started = Instant.now();
    job.progress().enter(Phase.PLANNING);
    DataExport export = paths.export(request.mode());
    BackupPlan plan = planner.plan(request, export);
    NameConflictPolicy policy = NameConflictPolicy.of(request, environment);
    JobLock lock =
        environment.locks().forCreate(plan.layout(), policy.intent(), job.id(), job.cancel());
    BackupReport report;
    try {
      BackupLocker locker = new BackupLocker(request, environment.workers().copies());
      CreateRun run = new CreateRun(export, plan, policy, lock, locker, job);
      report = run.execute(catalog, started);
      run.release();
    } finally {
      lock.leave(); // if even the clean-up has failed; otherwise it is not held any longer
    }
    LOG.info(
        "Backup '{}': {} collections, {} bytes in {}",
        plan.layout().name(),
        plan.collections().size(),
        report.manifest().size(),
        report.duration());
    return report;
  }
}
