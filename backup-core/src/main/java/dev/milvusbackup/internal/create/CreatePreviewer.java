package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CreateBackupRequest;
import dev.milvusbackup.CreatePreview;
import dev.milvusbackup.internal.format.CollectionBackupInfo;
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
  private final CollectionFreezer freezer;
  private final RowExporter exporter;
  private final ObjectStore backups;
  private final Parallel collections;

  CreatePreviewer(
      BackupPlanner planner,
      CollectionFreezer freezer,
      RowExporter exporter,
      ObjectStore backups,
      Parallel collections) {
    this.planner = planner;
    this.freezer = freezer;
    this.exporter = exporter;
    this.backups = backups;
    this.collections = collections;
  }

  CreatePreview preview(CreateBackupRequest request, JobContext job) {
    BackupPlan plan = planner.plan(request);
    new StoreProbe(backups).run();
    BackupPlan unflushed =
        plan.strategy() == BackupStrategy.FLUSH ? plan.with(BackupStrategy.SKIP_FLUSH) : plan;
    List<CreatePreview.Collection> previews =
        collections.map(
            plan.collections(),
            job.cancel(),
            name ->
                plan.mode() == BackupMode.LOGICAL
                    ? new CreatePreview.Collection(name, 0, 0, exporter.rows(name), 0)
                    : collection(freezer.freeze(name, unflushed, job)));
    long bytes = previews.stream().mapToLong(CreatePreview.Collection::bytes).sum();
    Duration estimate = Duration.ofSeconds(bytes / BYTES_PER_SECOND);
    return new CreatePreview(
        request.name().value(),
        plan.server().text(),
        backups.displayName(),
        previews,
        plan.mode() == BackupMode.BINLOG && plan.strategy() == BackupStrategy.FLUSH
            ? estimate.plus(FLUSH)
            : estimate);
  }

  private static CreatePreview.Collection collection(FrozenCollection frozen) {
    CollectionBackupInfo info = frozen.info();
    return new CreatePreview.Collection(
        info.collection(),
        info.partitions().stream().mapToInt(p -> p.segments().size()).sum(),
        frozen.copies().size(),
        frozen.copies().stream().mapToLong(ObjectCopy::rows).sum(),
        frozen.copies().stream().mapToLong(ObjectCopy::size).sum());
  }
}
