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
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of collections, some in parallel, each independently.
 *
 * @param placement decides where the copies of snapshots go
 */
public record SnapshotSetTaker(
    SnapshotTaker snapshots, Parallel parallel, UnaryOperator<List<CollectionSnapshot>> placement) {

  public SnapshotSet take(BackupPlan plan, List<CollectionName> names, JobContext job) {
    snapshots.awaitClock(plan, job);
    job.progress().plan(names.size(), 0, 0);
    Optional<DeltaLogs> earlier = snapshots.deltaLogs(plan, names.size());
    List<Outcome> outcomes =
        parallel.map(names, job.cancel(), name -> take(plan, name, earlier, job));
    List<CollectionSnapshot> placed =
        placement.apply(outcomes.stream().map(Outcome::snapshot).filter(Objects::nonNull).toList());
    placed.forEach(snapshot -> plan(snapshot, job));
    return new SnapshotSet(
        placed, outcomes.stream().map(Outcome::skipped).filter(Objects::nonNull).toList());
  }

  private static void plan(CollectionSnapshot snapshot, JobContext job) {
    long bytes = snapshot.copies().stream().mapToLong(ObjectCopy::size).sum();
    long rows = snapshot.copies().stream().mapToLong(ObjectCopy::rows).sum();
    job.progress().plan(0, bytes, rows);
  }

  private Outcome take(
      BackupPlan plan, CollectionName name, Optional<DeltaLogs> earlier, JobContext job) {
    try {
      CollectionSnapshot snapshot = snapshots.take(name, plan, earlier, job);
      job.progress().collectionDone();
      return new Outcome(snapshot, null);
    } catch (BackupException e) {
      if (plan.skips(e)) {
        return new Outcome(null, Skipped.of(name, e));
      }
      throw e;
    }
  }

  private record Outcome(@Nullable CollectionSnapshot snapshot, @Nullable Skipped skipped) {}
}
