package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.Limits;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.binlog.export.CopyLedger;
import dev.milvusbackup.internal.binlog.export.SnapshotTaker;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.create.NameConflictPolicy.StartMode;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.logical.RowCollector;
import dev.milvusbackup.internal.logical.RowExporter;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Request → plan → lock → the backup is made, or nothing, or what can be resumed. */
public final class CreatePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(CreatePipeline.class);

  private final ObjectStore milvusStorage;
  private final ObjectStore backups;
  private final BackupCatalog catalog;
  private final JobLocks locks;
  private final BackupPlanner planner;
  private final CreatePreviewer previewer;
  private final BackupMaker maker;

  public CreatePipeline(
      MilvusGateway milvus,
      ObjectStore milvusStorage,
      ObjectStore backups,
      JobLocks locks,
      Limits limits,
      Parallel collections,
      Parallel copies) {
    this.milvusStorage = milvusStorage;
    this.backups = backups;
    this.catalog = new BackupCatalog(backups);
    this.locks = locks;
    this.planner = new BackupPlanner(milvus, milvusStorage, backups, catalog);
    SnapshotTaker freezer = new SnapshotTaker(milvus, milvusStorage, limits);
    RowExporter exporter = new RowExporter(milvus, limits);
    this.previewer = new CreatePreviewer(planner, freezer, exporter, backups, collections);
    this.maker =
        new BackupMaker(
            milvus.garbageCollection(),
            freezer,
            new RowCollector(exporter, collections),
            milvusStorage,
            limits.lockLease().dividedBy(3),
            collections,
            copies);
  }

  public BackupPreview preview(BackupRequest request, JobContext job) {
    return previewer.preview(request, job);
  }

  public BackupReport run(BackupRequest request, JobContext job) {
    Instant started = Instant.now();
    job.progress().enter(Phase.PLANNING);
    BackupPlan plan = planner.plan(request);
    NameConflictPolicy rule = NameConflictPolicy.of(request, milvusStorage, backups);
    JobLock lock = locks.forCreate(plan.layout(), rule.intent(), job.id(), job.cancel());
    BackupReport report = run(rule, plan, lock, started, job);
    release(plan, lock);
    LOG.info(
        "Backup '{}': {} collections, {} bytes in {}",
        plan.layout().name(),
        plan.collections().size(),
        report.manifest().size(),
        report.duration());
    return report;
  }

  private BackupReport run(
      NameConflictPolicy rule, BackupPlan plan, JobLock lock, Instant started, JobContext job) {
    BackupName name = plan.layout().name();
    StartMode beginning;
    try {
      // Decided again, for good: while the lock was not held everything could change.
      beginning = rule.decide(catalog.occupant(name, lock.former()));
      if (beginning == StartMode.FINISH) {
        return FinishedBackup.report(catalog.get(name).manifest(), started);
      }
    } catch (RuntimeException | Error e) {
      lock.giveBack();
      throw e;
    }
    return make(plan, lock, beginning, started, job);
  }

  private BackupReport make(
      BackupPlan plan, JobLock lock, StartMode beginning, Instant started, JobContext job) {
    CopyLedger ledger = maker.ledger(plan, lock);
    CreateFailureHandler aftermath =
        new CreateFailureHandler(plan.layout(), lock, ledger, beginning == StartMode.RESUME);
    try {
      return maker.make(plan, lock, ledger, beginning, started, job);
    } catch (RuntimeException e) {
      throw aftermath.of(e);
    } catch (Error e) {
      aftermath.removeAll(e);
      throw e;
    }
  }

  private static void release(BackupPlan plan, JobLock lock) {
    try {
      CopyLedger.remove(lock.store(), plan.layout());
      lock.release();
    } catch (BackupException e) {
      // The backup is complete; what is beside its commit object is of no consequence.
      LOG.warn("Backup '{}' is complete, but its lock remains", plan.layout().name(), e);
    } finally {
      lock.leave();
    }
  }
}
