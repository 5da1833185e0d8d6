package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ExportEstimate;
import dev.milvusbackup.internal.data.ExportEstimate.CollectionEstimate;
import dev.milvusbackup.internal.data.ExportRun;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.sharing.StoredSegments;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.time.Duration;
import java.util.List;

/** Exports rows by copying Milvus's own files. */
public final class BinlogExport implements DataExport {

  private static final Duration FLUSH = Duration.ofSeconds(3);

  private final Environment environment;
  private final SnapshotTaker snapshots;

  public BinlogExport(Environment environment) {
    this.environment = environment;
    this.snapshots =
        new SnapshotTaker(
            environment.milvus(), environment.milvusStorage().store(), environment.limits());
  }

  @Override
  public void require(String action, ServerVersion server) {
    ServerFeatures.of(server).requireSupported("back up");
    environment.milvusStorage().store().location(); // a client without Milvus's storage has none
  }

  /** The files of any collection can be copied. */
  @Override
  public void require(CollectionName collection) {}

  @Override
  public ExportEstimate estimate(BackupPlan plan, JobContext job) {
    boolean flushing = plan.strategy() == BackupStrategy.FLUSH;
    BackupPlan unflushed = flushing ? plan.with(BackupStrategy.SKIP_FLUSH) : plan;
    StoredSegments stored = new StoredSegments(environment.backups(), job.cancel());
    if (plan.incremental()) {
      stored.readCondemned();
      stored.learn(
          CollectionIds.wanted(plan, environment),
          List.of(),
          new IncrementCatalog(environment.backups()),
          environment.workers().copies());
    }
    List<CollectionEstimate> collections =
        environment
            .workers()
            .collections()
            .map(
                plan.collections(),
                job.cancel(),
                name -> {
                  CollectionSnapshot snapshot = snapshots.take(name, unflushed, job);
                  return estimate(snapshot, plan.incremental() ? reused(snapshot, stored) : 0);
                });
    return new ExportEstimate(collections, flushing ? FLUSH : Duration.ZERO);
  }

  private static CollectionEstimate estimate(CollectionSnapshot snapshot, long reused) {
    CollectionBackupInfo info = snapshot.info();
    List<ObjectCopy> copies = snapshot.copies();
    return new CollectionEstimate(
        info.collection(),
        info.partitions().stream().mapToInt(p -> p.segments().size()).sum(),
        copies.size(),
        copies.stream().mapToLong(ObjectCopy::rows).sum(),
        copies.stream().mapToLong(ObjectCopy::size).sum(),
        reused);
  }

  private static long reused(CollectionSnapshot snapshot, StoredSegments stored) {
    return snapshot.info().partitions().stream()
        .flatMap(partition -> partition.segments().stream())
        .filter(segment -> stored.find(segment).isPresent())
        .flatMap(segment -> segment.binlogs().stream())
        .flatMap(field -> field.binlogs().stream())
        .mapToLong(Binlog::size)
        .sum();
  }

  /** Milvus never changes a file, so a copy stays valid. */
  @Override
  public boolean resumes() {
    return true;
  }

  @Override
  public ExportRun start(BackupPlan plan, JobLock lock) {
    return plan.incremental()
        ? new IncrementalExportRun(environment, snapshots, plan, lock)
        : BinlogExportRun.full(environment, snapshots, plan, lock);
  }
}
