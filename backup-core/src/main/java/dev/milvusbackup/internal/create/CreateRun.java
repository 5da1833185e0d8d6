package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.catalog.LockedBackups;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One create, by the holder of the lock: export → check → publish, or clean up. */
final class CreateRun {

  private static final Logger LOG = LoggerFactory.getLogger(CreateRun.class);

  private final DataExport export;
  private final BackupPlan plan;
  private final NameConflictPolicy policy;
  private final JobLock lock;
  private final BackupLocker locker;
  private final JobContext job;
  private Optional<List<ObjectKey>> ledgers = Optional.empty(); // once the backup is published

  /**
   * A create.
   *
   * @param policy of its request
   */
  CreateRun(
      DataExport export,
      BackupPlan plan,
      NameConflictPolicy policy,
      JobLock lock,
      BackupLocker locker,
      JobContext job) {
    this.export = export;
    this.plan = plan;
    this.policy = policy;
    this.lock = lock;
    this.locker = locker;
    this.job = job;
  }

  BackupReport execute(BackupCatalog catalog, Instant started) {
    BackupName name = plan.layout().name();
    StartMode start;
    try {
      // The second decision, and the final one: before the job held the lock, everything could
      // change.
      start = policy.decide(catalog.existingContent(name, lock.former()));
      if (start == StartMode.FINISH) {
        LoadedBackup finished = catalog.get(name);
        References.of(finished.info().collections()).require(policy.backups());
        locker.lockMetadata(lock.store(), plan.layout(), finished.info());
        return FinishedBackup.report(finished.manifest(), started);
      }
    } catch (RuntimeException | Error e) {
      lock.releaseUnused();
      throw e;
    }
    return make(start, started);
  }

  /** Ends the job when the backup is complete. */
  void release() {
    try {
      removeLedgers();
      lock.release();
    } catch (BackupException e) {
      // The backup is complete; what is stored beside its commit object does not matter.
      LOG.warn("Backup '{}' is complete, but its lock remains", plan.layout().name(), e);
    }
  }

  private void removeLedgers() {
    if (ledgers.isEmpty()) {
      BackupRemover.deleteLedgers(lock.store(), plan.layout());
    } else if (!ledgers.get().isEmpty()) {
      lock.store().delete(ledgers.get());
    }
  }

  private BackupReport make(StartMode start, Instant started) {
    try (ExportRun run = export.start(plan, lock)) {
      return make(start, run, started);
    }
  }

  private BackupReport make(StartMode start, ExportRun run, Instant started) {
    CreateFailureHandler failures =
        new CreateFailureHandler(plan.layout(), lock, run, locker, start == StartMode.RESUME);
    try {
      prepare(start);
      BackupReport report = publish(run, check(run.export(start, job)), started);
      confirm(run);
      return report;
    } catch (RuntimeException e) {
      throw failures.handle(e);
    } catch (Error e) {
      failures.removeAll(e);
      throw e;
    }
  }

  private void prepare(StartMode start) {
    if (start == StartMode.RESTART || (start == StartMode.RESUME && !export.resumes())) {
      new LockedBackups(lock.store()).requireUnlocked(plan.layout(), "replace");
      BackupRemover.deleteAllButLocks(lock.store(), plan.layout(), deleted -> job.cancel().check());
    } else if (start == StartMode.RESUME) {
      BackupRemover.deleteMetadata(lock.store(), plan.layout());
    }
    lock.forgetFormer();
  }

  /**
   * Data that the store holds.
   *
   * @param data without its objects, which may need more memory
   */
  private record Checked(ExportedData data, CopiedObjects objects) {}

  private Checked check(ExportedData data) {
    job.progress().enter(Phase.CHECKING);
    CopiedObjects objects = CopiedObjects.of(plan.layout(), data.objects());
    new CopyChecker(lock.store()).check(plan.layout(), data.directory(), objects.objects());
    return new Checked(data.with(List.of()), objects);
  }

  private BackupReport publish(ExportRun run, Checked checked, Instant started) {
    ExportedData data = checked.data();
    job.progress().enter(Phase.PUBLISHING);
    if (locker.isWanted()) {
      run.keepReusable(); // a resume cannot replace what is locked
    }
    locker.lockData(lock.store(), plan.layout(), checked.objects().objects(), job.cancel());
    run.requireShared();
    job.cancel().check();
    BackupInfo info = locker.dated(BackupMetadata.of(plan, data.collections(), job.id(), started));
    BackupPublisher publisher = new BackupPublisher(lock, policy.intent().source(), run.token());
    CommitRecord commit = publisher.publish(plan.layout(), info, checked.objects().objects());
    ledgers = Optional.of(publisher.ledgers());
    locker.lockMetadata(lock.store(), plan.layout(), info);
    BackupReport.Builder report =
        BackupReport.builder(BackupMetadata.manifest(plan.layout(), info, commit))
            .skipped(data.skipped())
            .leftOut(plan.leftOut())
            .rowsNotCompared(data.notCompared())
            .duration(Duration.between(started, Instant.now()));
    checked.objects().addTo(report);
    return report.build();
  }

  /** The second look: a prune that did not see this job may have removed something since. */
  private void confirm(ExportRun run) {
    try {
      run.requireShared();
    } catch (RuntimeException e) {
      withdraw(run.token(), e);
      throw e;
    }
  }

  /**
   * Marks the backup as none, unless it is certain that it is whole. A create that slept may have
   * lost its lock, so it must not delete: by now the name may be that of another backup.
   */
  private void withdraw(String create, RuntimeException reason) {
    try {
      policy
          .backups()
          .put(
              plan.layout().mark(BackupMark.WITHDRAWN, create), BackupMark.body(), PutMode.REPLACE);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }
}
