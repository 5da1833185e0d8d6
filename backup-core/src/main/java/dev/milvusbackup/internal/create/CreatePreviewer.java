package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.internal.binlog.export.CollectionSnapshot;
import dev.milvusbackup.internal.binlog.export.SnapshotTaker;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.logical.RowExporter;
import dev.milvusbackup.internal.preflight.StoreProbe;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.List;

/** Does everything that a create does before it changes something, and a probe of the store. */
final class CreatePreviewer {

  private static final long BYTES_PER_SECOND = 100_000_000;
  private static final Duration FLUSH = Duration.ofSeconds(3);

  private final BackupPlanner planner;
  private final SnapshotTaker freezer;
  private final RowExporter exporter;
  private final ObjectStore backups;
  private final Parallel collections;

  CreatePreviewer(
      BackupPlanner planner,
      SnapshotTaker freezer,
      RowExporter exporter,
      ObjectStore backups,
      Parallel collections) {
    this.planner = planner;
    this.freezer = freezer;
    this.exporter = exporter;
    this.backups = backups;
    this.collections = collections;
  }

  BackupPreview preview(BackupRequest request, JobContext job) {
    BackupPlan plan = planner.plan(request);
    new StoreProbe(backups).run();
    BackupPlan unflushed =
        plan.strategy() == BackupStrategy.FLUSH ? plan.with(BackupStrategy.SKIP_FLUSH) : plan;
    List<BackupPreview.CollectionPreview> previews =
        collections.map(
            plan.collections(),
            job.cancel(),
            name ->
                plan.mode() == BackupMode.LOGICAL
                    ? BackupPreview.CollectionPreview.builder(name)
                        .rows(exporter.rows(name))
                        .build()
                    : collection(freezer.freeze(name, unflushed, job)));
    long bytes = previews.stream().mapToLong(BackupPreview.CollectionPreview::bytes).sum();
    Duration estimate = Duration.ofSeconds(bytes / BYTES_PER_SECOND);
    boolean flushes = plan.mode() == BackupMode.BINLOG && plan.strategy() == BackupStrategy.FLUSH;
    return BackupPreview.builder(request.name().value())
        .milvusVersion(plan.server().text())
        .store(backups.displayName())
        .collections(previews)
        .estimate(flushes ? estimate.plus(FLUSH) : estimate)
        .build();
  }

  private static BackupPreview.CollectionPreview collection(CollectionSnapshot frozen) {
    CollectionBackupInfo info = frozen.info();
    return BackupPreview.CollectionPreview.builder(info.collection())
        .segments(info.partitions().stream().mapToInt(p -> p.segments().size()).sum())
        .objects(frozen.copies().size())
        .rows(frozen.copies().stream().mapToLong(ObjectCopy::rows).sum())
        .bytes(frozen.copies().stream().mapToLong(ObjectCopy::size).sum())
        .build();
  }
}
