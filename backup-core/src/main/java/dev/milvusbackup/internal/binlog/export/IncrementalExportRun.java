package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.internal.sharing.Sharing;
import dev.milvusbackup.internal.sharing.StoredSegments;
import dev.milvusbackup.internal.sharing.StoredSegments.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Exports only what the backup store does not hold yet. */
final class IncrementalExportRun implements ExportRun {

  private final Environment environment;
  private final SnapshotTaker snapshots;
  private final BackupPlan plan;
  private final JobLock lock;
  private @Nullable Sharing sharing;
  private @Nullable CopyLedger ledger;
  private @Nullable References references; // of the whole backup, once that is known
  private boolean confirmed;

  IncrementalExportRun(
      Environment environment, SnapshotTaker snapshots, BackupPlan plan, JobLock lock) {
    this.environment = environment;
    this.snapshots = snapshots;
    this.plan = plan;
    this.lock = lock;
  }

  /** What the store holds needs much memory, so nothing refers to it afterwards but the result. */
  @Override
  public ExportedData export(StartMode start, JobContext job) {
    StoredSegments stored = new StoredSegments(lock.store(), job.cancel());
    Sharing begun = Sharing.begin(lock.store(), environment.pins(), "create", stored, job);
    sharing = begun;
    Wanted wanted = CollectionIds.wanted(plan, environment);
    Runnable learning =
        () ->
            stored.learn(
                wanted,
                ledger(start, wanted.source()),
                new IncrementCatalog(environment.backups()),
                environment.workers().copies());
    Map<Long, SegmentBackupInfo> copied = new ConcurrentHashMap<>();
    SharedPlacement placement =
        new SharedPlacement(plan.layout(), begun.root(), stored, learning, copied);
    BinlogExportRun run =
        new BinlogExportRun(
            environment,
            snapshots,
            plan,
            lock,
            placement::place,
            id -> Objects.requireNonNull(copied.get(id)));
    ledger = run.ledger();
    ExportedData data = run.export(start, job);
    references = References.of(data.collections());
    return data.with(
        new SharedObjects(plan.layout(), stored.objects(), begun.root())
            .all(data.collections(), data.objects()));
  }

  private List<LedgerRecord> ledger(StartMode start, String source) {
    return start == StartMode.RESUME
        ? CopyLedger.read(environment.backups(), plan.layout(), source)
        : List.of();
  }

  @Override
  public long reusable() {
    return ledger == null ? 0 : ledger.total();
  }

  @Override
  public void keepReusable() {
    if (ledger != null) {
      ledger.write();
    }
  }

  @Override
  public String token() {
    return sharing == null ? "" : sharing.root();
  }

  @Override
  public void requireShared() {
    if (sharing != null && references != null) {
      sharing.require(references);
      confirmed = true;
    }
  }

  /** Once the backup may have been published, others may refer to what it has copied. */
  @Override
  public void discard() {
    if (sharing != null && !confirmed) {
      sharing.discard();
    }
  }

  @Override
  public void close() {
    if (sharing != null) {
      sharing.close();
    }
  }
}
