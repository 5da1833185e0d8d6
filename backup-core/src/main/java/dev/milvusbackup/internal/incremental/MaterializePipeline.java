package dev.milvusbackup.internal.incremental;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CreateIntent;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.sharing.ReadingPin;
import java.time.Instant;
import java.util.List;

/** Backup → pin → lock of the new name → {@link MaterializeRun} → report. */
public final class MaterializePipeline {

  private final Environment environment;
  private final BackupCatalog catalog;

  public MaterializePipeline(Environment environment) {
    this.environment = environment;
    this.catalog = new BackupCatalog(environment.backups());
  }

  /**
   * Makes a full backup.
   *
   * @param name of an incremental backup
   * @param as the name of the full one
   */
  public BackupReport run(BackupName name, BackupName as, JobContext job) {
    Instant started = Instant.now();
    job.progress().enter(Phase.PLANNING);
    LoadedBackup backup = catalog.get(name);
    if (!backup.manifest().summary().incremental()) {
      throw new InvalidRequestException(
          "Cannot materialize backup '%s': it is a full backup already. Use it as it is."
              .formatted(name));
    }
    BackupLayout layout = new BackupLayout(as);
    try (ReadingPin pin = ReadingPin.of(backup, catalog, environment.pins(), "materialize", job)) {
      return run(backup, layout, job, started);
    }
  }

  private BackupReport run(
      LoadedBackup backup, BackupLayout layout, JobContext job, Instant started) {
    CreateIntent intent =
        new CreateIntent(
            List.of(), "MATERIALIZE", "backup '" + backup.layout().name() + "' of this store");
    JobLock lock = environment.locks().forCreate(layout, intent, job.id(), job.cancel());
    try {
      requireFree(layout, lock);
      BackupReport report = new MaterializeRun(environment, backup, layout, lock, job).run(started);
      lock.release();
      return report;
    } finally {
      lock.leave(); // if it is still held
    }
  }

  /** What a materialization that was killed has left is written again. */
  private void requireFree(BackupLayout layout, JobLock lock) {
    var content = catalog.existingContent(layout.name(), lock.former());
    boolean free = content.isNothing() || content.deleted();
    boolean same = content.lock().flatMap(l -> l.intent()).filter(this::isOurs).isPresent();
    if (content.origin().isPresent() || (!free && !same)) {
      lock.releaseUnused();
      throw new BackupExistsException(
          "Cannot materialize as backup '%s': something of that name exists in %s. Choose another name or delete it first."
              .formatted(layout.name(), environment.backups().displayName()));
    }
    lock.forgetFormer();
  }

  private boolean isOurs(CreateIntent intent) {
    return intent.strategy().equals("MATERIALIZE");
  }
}
