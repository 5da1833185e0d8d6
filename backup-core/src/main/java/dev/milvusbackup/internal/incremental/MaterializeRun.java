package dev.milvusbackup.internal.incremental;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.create.BackupPublisher;
import dev.milvusbackup.internal.create.FullBackupWriter;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.manifest.StoredObject;
import java.time.Instant;
import java.util.List;

/** One materialization, by the holder of the lock of the new name. */
final class MaterializeRun {

  private final Environment environment;
  private final LoadedBackup backup;
  private final BackupLayout layout;
  private final JobLock lock;
  private final JobContext job;

  MaterializeRun(
      Environment environment,
      LoadedBackup backup,
      BackupLayout layout,
      JobLock lock,
      JobContext job) {
    this.environment = environment;
    this.backup = backup;
    this.layout = layout;
    this.lock = lock;
    this.job = job;
  }

  BackupReport run(Instant started) {
    try {
      BackupRemover.deleteAllButLocks(lock.store(), layout, deleted -> job.cancel().check());
      job.progress().enter(Phase.COPYING);
      List<ObjectCopy> copies = copies();
      job.progress().plan(0, copies.stream().mapToLong(ObjectCopy::size).sum(), 0);
      List<CopiedObject> copied =
          new ObjectCopier(environment.backups(), lock.store(), environment.workers().copies())
              .copyAll(copies, job);
      return new FullBackupWriter(layout, lock, job).write(info(), copied, started);
    } catch (RuntimeException | Error e) {
      removeAll(e);
      throw e;
    }
  }

  private void removeAll(Throwable failure) {
    if (BackupPublisher.mayBeBackup(failure) || lock.isLost()) {
      return;
    }
    try {
      BackupRemover.deleteAllButLocks(lock.store(), layout, deleted -> {});
      lock.release();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** All objects, under the keys of a backup of the new name. */
  private List<ObjectCopy> copies() {
    return backup.manifest().collections().stream()
        .flatMap(collection -> collection.objects())
        .map(this::copy)
        .toList();
  }

  private ObjectCopy copy(StoredObject object) {
    String path = SharedLayout.binlogPath(object.key(), backup.layout().binlogs());
    return new ObjectCopy(
        object.key(), layout.binlogs().resolve(path), object.size(), object.digest(), 0);
  }

  private BackupInfo info() {
    List<CollectionBackupInfo> full =
        backup.info().collections().stream()
            .map(c -> c.withData(c.partitions().stream().map(this::full).toList(), c.l0Segments()))
            .toList();
    return backup.info().materialized(layout.name().value(), job.id(), full);
  }

  private PartitionBackupInfo full(PartitionBackupInfo partition) {
    return partition.withSegments(
        LazyList.view(partition.segments(), segment -> segment.withShared(null)));
  }
}
