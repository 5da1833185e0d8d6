package dev.milvusbackup.internal.binlog.adopt;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.catalog.LockedBackups;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.Sharing;
import dev.milvusbackup.internal.sharing.StoredSegments;
import java.time.Instant;

/**
 * Makes an incremental backup of a full one, under the same name: lock → backup → pin → {@link
 * AdoptRun} → report.
 */
public final class AdoptPipeline {

  private final Environment environment;
  private final BackupCatalog catalog;

  public AdoptPipeline(Environment environment) {
    this.environment = environment;
    this.catalog = new BackupCatalog(environment.backups());
  }

  public BackupReport run(BackupName name, JobContext job) {
    Instant started = Instant.now();
    job.progress().enter(Phase.PLANNING);
    requireAdoptable(catalog.get(name));
    environment.milvusStorage().store().location(); // it says who may share what is adopted
    BackupLayout layout = new BackupLayout(name);
    JobLock lock = environment.locks().forAdopt(layout, job.id(), job.cancel());
    try {
      LoadedBackup backup = catalog.get(name); // before the job held the lock, it could change
      requireAdoptable(backup);
      new LockedBackups(lock.store()).requireUnlocked(layout, "adopt");
      StoredSegments stored = new StoredSegments(lock.store(), job.cancel());
      try (Sharing sharing =
          Sharing.begin(lock.store(), environment.pins(), "adopt", stored, job)) {
        BackupReport report =
            new AdoptRun(environment, backup, sharing, lock, job).run(stored, started);
        lock.release();
        return report;
      }
    } finally {
      lock.releaseUnused(); // if it is still held
    }
  }

  private static void requireAdoptable(LoadedBackup backup) {
    BackupName name = backup.layout().name();
    if (backup.manifest().summary().incremental()) {
      throw cannot(name, "it is an incremental backup already");
    }
    if (!backup.info().hasBinlogs()) {
      throw cannot(name, "only backups of mode BINLOG share objects, it has mode LOGICAL");
    }
    boolean shareable =
        backup.info().collections().stream()
            .flatMap(collection -> collection.partitions().stream())
            .flatMap(partition -> partition.segments().stream())
            .allMatch(AdoptPipeline::isShareable);
    if (!shareable) {
      throw cannot(
          name,
          "an old Go tool made it, without ids of binlogs or directories for groups of segments");
    }
  }

  private static boolean isShareable(SegmentBackupInfo segment) {
    return segment.binlogs().isEmpty()
        || (segment.groupId() == segment.segmentId()
            && segment.binlogs().stream()
                .flatMap(field -> field.binlogs().stream())
                .allMatch(log -> log.logId() > 0));
  }

  private static InvalidRequestException cannot(BackupName name, String why) {
    return new InvalidRequestException(
        "Cannot adopt backup '%s': %s. Keep it as it is.".formatted(name, why));
  }
}
