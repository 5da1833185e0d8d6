package dev.milvusbackup.internal.logical;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the data of a logical backup: rows by queries. */
public record RowCollector(RowExporter exporter, Parallel collections) {

  public ExportedData collect(BackupPlan plan, ObjectStore backups, JobContext job) {
    job.progress().enter(Phase.COPYING);
    job.progress().plan(plan.collections().size(), 0, 0);
    List<Outcome> outcomes =
        collections.map(
            plan.collections(), job.cancel(), name -> collect(plan, name, backups, job));
    List<RowExport> exports =
        outcomes.stream().map(Outcome::export).filter(Objects::nonNull).toList();
    List<Skipped> skipped =
        outcomes.stream().map(Outcome::skipped).filter(Objects::nonNull).toList();
    if (exports.isEmpty() && !skipped.isEmpty()) {
      throw skipped.get(0).cause();
    }
    return new ExportedData(
        exports.stream().map(RowExport::info).toList(),
        exports.stream().flatMap(export -> export.objects().stream()).toList(),
        skipped);
  }

  private Outcome collect(
      BackupPlan plan, CollectionName name, ObjectStore backups, JobContext job) {
    try {
      CollectionBackupInfo described =
          exporter.describe(name, plan.collections().indexOf(name) + 1L);
      RowExport export = export(plan, described, backups, job);
      job.progress().collectionDone();
      return new Outcome(export, null);
    } catch (BackupException e) {
      if (plan.skips(e)) {
        return new Outcome(null, Skipped.of(name, e));
      }
      throw e;
    }
  }

  private RowExport export(
      BackupPlan plan, CollectionBackupInfo described, ObjectStore backups, JobContext job) {
    if (plan.strategy() == BackupStrategy.SCHEMA_ONLY) {
      return new RowExport(described, List.of());
    }
    try {
      return exporter.export(backups, plan.layout(), described, job);
    } catch (BackupException e) {
      if (plan.skips(e)) { // the backup must hold nothing that its metadata does not know
        BackupRemover.deleteBelow(backups, plan.layout().rowsOf(described.collectionId()));
      }
      throw e;
    }
  }

  private record Outcome(@Nullable RowExport export, @Nullable Skipped skipped) {}
}
