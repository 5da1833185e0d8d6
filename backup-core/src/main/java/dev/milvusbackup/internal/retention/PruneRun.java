package dev.milvusbackup.internal.retention;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.DeleteRefusedException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.retention.PruneFailedException;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneReport.Failed;
import dev.milvusbackup.retention.SharedSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The deletions of one prune. One that fails does not stop the others. */
final class PruneRun {

  private final BackupRemover remover;
  private final JobContext job;
  private final List<DeleteReport> deleted = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();

  PruneRun(BackupRemover remover, JobContext job) {
    this.remover = remover;
    this.job = job;
  }

  /**
   * Deletes a backup.
   *
   * @param condition whether to delete it after all, asked by the holder of its lock
   */
  void delete(BackupName name, BooleanSupplier condition) {
    job.cancel().check();
    try {
      Optional<DeleteReport> report = remover.deleteIf(condition, name, job);
      report.ifPresentOrElse(deleted::add, () -> skipped.add(name.value()));
    } catch (BackupNotFoundException | DeleteRefusedException e) {
      skipped.add(name.value());
    } catch (BackupException e) {
      failed.add(Failed.of(name.value(), e));
    }
  }

  /**
   * Looks at the shared objects.
   *
   * @throws PruneFailedException with the backups that were deleted before, if that fails
   */
  SharedSpace sweep(PrunePlan plan, Supplier<SharedSpace> shared) {
    try {
      return shared.get();
    } catch (BackupException e) {
      if (deleted.isEmpty() && failed.isEmpty()) {
        throw e;
      }
      PruneFailedException failure =
          new PruneFailedException(
              "Cannot remove unreferenced objects, after %d backups were deleted: %s Prune again when the cause is removed."
                  .formatted(deleted.size(), e.getMessage()),
              build(plan, SharedSpace.NONE, Duration.ZERO));
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * Reports.
   *
   * @throws PruneFailedException if a backup could not be deleted
   */
  PruneReport report(PrunePlan plan, SharedSpace space, Duration duration) {
    PruneReport report = build(plan, space, duration);
    if (!failed.isEmpty()) {
      throw new PruneFailedException(
          "Cannot delete %d of %d backups, the first of them '%s': %s Prune again when the cause is removed."
              .formatted(
                  failed.size(),
                  plan.removals().size() + plan.incomplete().size(),
                  failed.get(0).name(),
                  failed.get(0).cause().getMessage()),
          report);
    }
    return report;
  }

  private PruneReport build(PrunePlan plan, SharedSpace space, Duration duration) {
    return PruneReport.builder()
        .decisions(plan.decisions())
        .deleted(deleted)
        .skipped(skipped)
        .failed(failed)
        .sharedSpace(space)
        .duration(duration)
        .build();
  }
}
