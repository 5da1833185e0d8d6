package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.milvus.gc.GcPause;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Snapshot → copies, listed in a ledger. */
final class BinlogExportRun implements ExportRun {

  private final Environment environment;
  private final SnapshotSetTaker snapshots;
  private final BackupPlan plan;
  private final ObjectStore milvusStorage;
  private final ObjectStore backups;
  private final CopyLedger ledger;

  /**
   * An export.
   *
   * @param placement where the copies of collections go
   * @param shared finds a shared segment that is copied, for the ledger
   */
  BinlogExportRun(
      Environment environment,
      SnapshotTaker snapshots,
      BackupPlan plan,
      JobLock lock,
      UnaryOperator<List<CollectionSnapshot>> placement,
      Function<Long, SegmentBackupInfo> shared) {
    this.environment = environment;
    this.snapshots =
        new SnapshotSetTaker(snapshots, environment.workers().collections(), placement);
    this.plan = plan;
    this.milvusStorage = environment.milvusStorage().store();
    this.backups = lock.store();
    this.ledger =
        new CopyLedger(
            backups,
            plan.layout(),
            milvusStorage.displayName(),
            lock.token(),
            environment.limits().lockLease().dividedBy(3),
            shared);
  }

  /** Of a backup that holds all of its objects itself. */
  static BinlogExportRun full(
      Environment environment, SnapshotTaker snapshots, BackupPlan plan, JobLock lock) {
    return new BinlogExportRun(
        environment,
        snapshots,
        plan,
        lock,
        UnaryOperator.identity(),
        id -> {
          throw new IllegalStateException("Nothing is shared: " + id);
        });
  }

  @Override
  public ExportedData export(StartMode start, JobContext job) {
    job.progress().enter(Phase.FLUSHING);
    SnapshotSet snapshot = snapshots.take(plan, plan.collections(), job).requireAny();
    job.progress().enter(Phase.COPYING);
    CopyRounds.Result result = copy(snapshot, previous(start, snapshot, job), job);
    return new ExportedData(
        plan.layout().binlogs(),
        result.snapshot().collections().stream().map(CollectionSnapshot::info).toList(),
        result.copied(),
        result.snapshot().skipped(),
        result.snapshot().notCompared());
  }

  CopyLedger ledger() {
    return ledger;
  }

  @Override
  public long reusable() {
    return ledger.total();
  }

  @Override
  public void keepReusable() {
    ledger.write();
  }

  private Map<ObjectKey, CopiedObject> previous(
      StartMode start, SnapshotSet snapshot, JobContext job) {
    if (start != StartMode.RESUME) {
      return Map.of();
    }
    Map<ObjectKey, CopiedObject> previous =
        new PreviousCopies(backups, plan.layout(), milvusStorage.displayName())
            .sift(snapshot.copies(), job.cancel());
    snapshot.copies().stream()
        .filter(copy -> previous.containsKey(copy.to()))
        .forEach(copy -> job.progress().advance(copy.size(), copy.rows()));
    return previous;
  }

  private CopyRounds.Result copy(
      SnapshotSet snapshot, Map<ObjectKey, CopiedObject> previous, JobContext job) {
    ObjectCopier copier = new ObjectCopier(milvusStorage, backups, environment.workers().copies());
    try (GcPause pause = pauseGarbageCollection(snapshot)) {
      Consumer<CopiedObject> afterEach =
          copied -> {
            ledger.add(copied);
            pause.renew();
          };
      return new CopyRounds(backups, copier, snapshots, afterEach)
          .run(plan, snapshot, previous, job);
    }
  }

  private GcPause pauseGarbageCollection(SnapshotSet snapshot) {
    List<Long> ids = snapshot.collections().stream().map(c -> c.info().collectionId()).toList();
    return GcPause.start(
        environment.milvus().garbageCollection(), ServerFeatures.of(plan.server()), ids);
  }
}
