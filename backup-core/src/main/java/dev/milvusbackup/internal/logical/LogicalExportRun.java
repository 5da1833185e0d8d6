package dev.milvusbackup.internal.logical;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exports several collections in parallel, each independently. */
record LogicalExportRun(
    RowExporter exporter, Parallel collections, BackupPlan plan, ObjectStore backups)
    implements ExportRun {

  @Override
  public ExportedData export(StartMode start, JobContext job) {
    job.progress().enter(Phase.COPYING);
    job.progress().plan(plan.collections().size(), 0, 0);
    List<Outcome> outcomes =
        collections.map(plan.collections(), job.cancel(), name -> export(name, job));
    List<RowExport> exports =
        outcomes.stream().map(Outcome::export).filter(Objects::nonNull).toList();
    List<Skipped> skipped =
        outcomes.stream().map(Outcome::skipped).filter(Objects::nonNull).toList();
    if (exports.isEmpty() && !skipped.isEmpty()) {
      throw skipped.get(0).cause();
    }
    return new ExportedData(
        plan.layout().rows(),
        exports.stream().map(RowExport::info).toList(),
        exports.stream().flatMap(export -> export.objects().stream()).toList(),
        skipped,
        Map.of());
  }

  @Override
  public long reusable() {
    return 0;
  }

  @Override
  public void keepReusable() {}

  private Outcome export(CollectionName name, JobContext job) {
    try {
      CollectionBackupInfo described =
          exporter.describe(name, plan.collections().indexOf(name) + 1L);
      RowExport export = export(described, job);
      job.progress().collectionDone();
      return new Outcome(export, null);
    } catch (BackupException e) {
      if (plan.skips(e)) {
        return new Outcome(null, Skipped.of(name, e));
      }
      throw e;
    }
  }

  private RowExport export(CollectionBackupInfo described, JobContext job) {
    if (plan.strategy() == BackupStrategy.SCHEMA_ONLY) {
      return new RowExport(described, List.of());
    }
    try {
      return exporter.export(backups, plan.layout(), described, job);
    } catch (BackupException e) {
      if (plan.skips(e)) { // a backup holds only what its metadata lists
        BackupRemover.deleteBelow(backups, plan.layout().rowsOf(described.collectionId()));
      }
      throw e;
    }
  }

  private record Outcome(@Nullable RowExport export, @Nullable Skipped skipped) {}
}
