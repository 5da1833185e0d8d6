package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.CreateBackupRequest;
import dev.milvusbackup.Limits;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.PublishStateUnknownException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.format.BackupInfo;
import dev.milvusbackup.internal.format.CommitRecord;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Request → plan → frozen collections → copies → checked → published. */
public final class CreatePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(CreatePipeline.class);

  private final ObjectStore backups;
  private final BackupPlanner planner;
  private final CollectionFreezer freezer;
  private final ObjectCopier copier;
  private final Parallel collections;

  public CreatePipeline(
      MilvusGateway milvus,
      ObjectStore milvusStorage,
      ObjectStore backups,
      Limits limits,
      Parallel collections,
      Parallel copies) {
    this.backups = backups;
    this.planner = new BackupPlanner(milvus, backups, new BackupCatalog(backups));
    this.freezer = new CollectionFreezer(milvus, milvusStorage, limits);
    this.copier = new ObjectCopier(milvusStorage, backups, copies);
    this.collections = collections;
  }

  public BackupReport run(CreateBackupRequest request, JobContext job) {
    Instant started = Instant.now();
    job.progress().enter(Phase.PLANNING);
    BackupPlan plan = planner.plan(request);
    NameReservation name = new NameReservation(backups, plan.layout());
    name.take(job.id());
    try {
      BackupReport report = make(plan, started, job);
      release(name);
      LOG.info(
          "Backup '{}': {} collections, {} bytes in {}",
          plan.layout().name(),
          plan.collections().size(),
          report.manifest().size(),
          report.duration());
      return report;
    } catch (PublishStateUnknownException | BackupExistsException e) {
      throw e; // what lies there may be a backup, perhaps not ours
    } catch (RuntimeException | Error e) {
      cleanUp(plan, e);
      throw e;
    }
  }

  private BackupReport make(BackupPlan plan, Instant started, JobContext job) {
    List<FrozenCollection> frozen = freeze(plan, job);
    job.progress().enter(Phase.COPYING);
    List<ObjectCopy> copies = frozen.stream().flatMap(f -> f.copies().stream()).toList();
    List<CopiedObject> copied = copier.copyAll(copies, job);
    job.progress().enter(Phase.CHECKING);
    new CopyChecker(backups).check(plan.layout(), copied);
    job.progress().enter(Phase.PUBLISHING);
    job.cancel().check();
    BackupInfo info = BackupMetadata.of(plan, frozen, job.id(), started);
    CommitRecord commit = new BackupPublisher(backups).publish(plan.layout(), info, copied);
    return new BackupReport(
        BackupMetadata.manifest(plan.layout(), info, commit),
        bytes(copied, Route.SERVER_SIDE),
        bytes(copied, Route.STREAMED),
        Duration.between(started, Instant.now()));
  }

  private List<FrozenCollection> freeze(BackupPlan plan, JobContext job) {
    job.progress().enter(Phase.FLUSHING);
    job.progress().plan(plan.collections().size(), 0, 0);
    return collections.map(
        plan.collections(),
        job.cancel(),
        name -> {
          FrozenCollection frozen = freezer.freeze(name, plan, job);
          long bytes = frozen.copies().stream().mapToLong(ObjectCopy::size).sum();
          long rows = frozen.copies().stream().mapToLong(ObjectCopy::rows).sum();
          job.progress().plan(0, bytes, rows);
          job.progress().collectionDone();
          return frozen;
        });
  }

  private static long bytes(List<CopiedObject> copied, Route route) {
    return copied.stream().filter(c -> c.route() == route).mapToLong(CopiedObject::size).sum();
  }

  private static void release(NameReservation name) {
    try {
      name.release();
    } catch (BackupException e) {
      // The backup is complete; the lock beside its commit object is of no consequence.
      LOG.warn("Backup '{}' is complete, but its lock remains", name.layout().name(), e);
    }
  }

  /** Not cancellable, and its own failure is only added: the first one is what matters. */
  private void cleanUp(BackupPlan plan, Throwable failure) {
    try {
      BackupRemover.deleteBelow(backups, plan.layout().directory());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
