package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.commit.LedgerRecord;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.internal.sharing.Sharing;
import dev.milvusbackup.internal.sharing.StoredSegments.Wanted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports only what the backup store does not hold yet. */
final class IncrementalExportRun implements ExportRun {

  private final Environment environment;
  private final SnapshotTaker snapshots;
  private final BackupPlan plan;
  private final JobLock lock;
  private @Nullable Sharing sharing;
  private @Nullable BinlogExportRun copies;
  private @Nullable References references; // of the whole backup, once that is known
  private boolean confirmed;

  IncrementalExportRun(
      Environment environment, SnapshotTaker snapshots, BackupPlan plan, JobLock lock) {
    this.environment = environment;
    this.snapshots = snapshots;
    this.plan = plan;
    this.lock = lock;
  }

  @Override
  public ExportedData export(StartMode start, JobContext job) {
    Sharing begun = Sharing.begin(lock.store(), environment.pins(), "create", job);
    sharing = begun;
    Wanted wanted = CollectionIds.wanted(plan, environment);
    begun
        .segments()
        .learn(
            wanted,
            ledger(start, wanted.source()),
            new IncrementCatalog(environment.backups()),
            environment.workers().copies());
    SharedPlacement placement = new SharedPlacement(plan.layout(), begun);
    BinlogExportRun run =
        new BinlogExportRun(
            environment, snapshots, plan, lock, placement::place, placement::copied);
    copies = run;
    ExportedData data = run.export(start, job);
    references = References.of(data.collections());
    return data.with(
        new SharedObjects(plan.layout(), begun).all(data.collections(), data.objects()));
  }

  private List<LedgerRecord> ledger(StartMode start, String source) {
    return start == StartMode.RESUME
        ? CopyLedger.read(environment.backups(), plan.layout(), source)
        : List.of();
  }

  @Override
  public long reusable() {
    return copies == null ? 0 : copies.reusable();
  }

  @Override
  public void keepReusable() {
    if (copies != null) {
      copies.keepReusable();
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
