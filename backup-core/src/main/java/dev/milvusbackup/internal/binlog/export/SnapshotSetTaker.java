package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Freezes collections, some at a time, each by itself. */
public record SnapshotSetTaker(SnapshotTaker freezer, Parallel parallel) {

  public SnapshotSet freeze(BackupPlan plan, List<CollectionName> names, JobContext job) {
    freezer.awaitClock(plan, job);
    job.progress().plan(names.size(), 0, 0);
    List<Outcome> outcomes = parallel.map(names, job.cancel(), name -> freeze(plan, name, job));
    return new SnapshotSet(
        outcomes.stream().map(Outcome::frozen).filter(Objects::nonNull).toList(),
        outcomes.stream().map(Outcome::skipped).filter(Objects::nonNull).toList());
  }

  private Outcome freeze(BackupPlan plan, CollectionName name, JobContext job) {
    try {
      CollectionSnapshot frozen = freezer.freeze(name, plan, job);
      long bytes = frozen.copies().stream().mapToLong(ObjectCopy::size).sum();
      long rows = frozen.copies().stream().mapToLong(ObjectCopy::rows).sum();
      job.progress().plan(0, bytes, rows);
      job.progress().collectionDone();
      return new Outcome(frozen, null);
    } catch (BackupException e) {
      if (plan.skips(e)) {
        return new Outcome(null, Skipped.of(name, e));
      }
      throw e;
    }
  }

  private record Outcome(@Nullable CollectionSnapshot frozen, @Nullable Skipped skipped) {}
}
