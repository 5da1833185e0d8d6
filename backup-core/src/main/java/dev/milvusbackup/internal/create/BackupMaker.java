package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.binlog.export.CollectionSnapshot;
import dev.milvusbackup.internal.binlog.export.CopyLedger;
import dev.milvusbackup.internal.binlog.export.CopyRounds;
import dev.milvusbackup.internal.binlog.export.PreviousCopies;
import dev.milvusbackup.internal.binlog.export.SnapshotSet;
import dev.milvusbackup.internal.binlog.export.SnapshotSetTaker;
import dev.milvusbackup.internal.binlog.export.SnapshotTaker;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.create.NameConflictPolicy.StartMode;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.ExportedData;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.PackedObjects;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.packed.LazyList;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.logical.RowCollector;
import dev.milvusbackup.internal.milvus.GcPause;
import dev.milvusbackup.internal.milvus.MilvusGarbageCollection;
import dev.milvusbackup.internal.milvus.ServerFeatures;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Plan → frozen collections → copies → checked → published, by the holder of the lock. */
final class BackupMaker {

  private final MilvusGarbageCollection garbageCollection;
  private final SnapshotSetTaker freezer;
  private final RowCollector rows;
  private final ObjectStore milvusStorage;
  private final Duration ledgerInterval;
  private final Parallel copies;

  BackupMaker(
      MilvusGarbageCollection garbageCollection,
      SnapshotTaker freezer,
      RowCollector rows,
      ObjectStore milvusStorage,
      Duration ledgerInterval,
      Parallel collections,
      Parallel copies) {
    this.garbageCollection = garbageCollection;
    this.freezer = new SnapshotSetTaker(freezer, collections);
    this.rows = rows;
    this.milvusStorage = milvusStorage;
    this.ledgerInterval = ledgerInterval;
    this.copies = copies;
  }

  CopyLedger ledger(BackupPlan plan, JobLock lock) {
    return new CopyLedger(
        lock.store(), plan.layout(), milvusStorage.displayName(), lock.token(), ledgerInterval);
  }

  BackupReport make(
      BackupPlan plan,
      JobLock lock,
      CopyLedger ledger,
      StartMode beginning,
      Instant started,
      JobContext job) {
    boolean logical = plan.mode() == BackupMode.LOGICAL;
    // Rows that were read before are of another moment: they are read anew.
    prepare(
        plan.layout(),
        lock,
        logical && beginning == StartMode.RESUME ? StartMode.RESTART : beginning,
        job);
    ExportedData collected =
        logical
            ? rows.collect(plan, lock.store(), job)
            : copyFiles(plan, lock, ledger, beginning, job);
    List<CopiedObject> copied = collected.objects();
    job.progress().enter(Phase.CHECKING);
    PackedObjects objects = listed(plan.layout(), copied);
    new CopyChecker(lock.store())
        .check(plan.layout(), logical ? plan.layout().rows() : plan.layout().binlogs(), objects);
    job.progress().enter(Phase.PUBLISHING);
    job.cancel().check();
    BackupInfo info = BackupMetadata.of(plan, collected.collections(), job.id(), started);
    CommitRecord commit = new BackupPublisher(lock).publish(plan.layout(), info, objects);
    return BackupReport.builder(BackupMetadata.manifest(plan.layout(), info, commit))
        .bytesCopiedByStore(bytes(copied, Route.SERVER_SIDE))
        .bytesStreamed(bytes(copied, Route.STREAMED))
        .objectsReused(copied.stream().filter(c -> c.route() == Route.REUSED).count())
        .bytesReused(bytes(copied, Route.REUSED))
        .skipped(collected.skipped())
        .duration(Duration.between(started, Instant.now()))
        .build();
  }

  private ExportedData copyFiles(
      BackupPlan plan, JobLock lock, CopyLedger ledger, StartMode beginning, JobContext job) {
    job.progress().enter(Phase.FLUSHING);
    SnapshotSet frozen = freezer.freeze(plan, plan.collections(), job).requireAny();
    job.progress().enter(Phase.COPYING);
    CopyRounds.Result result = copy(plan, lock, ledger, beginning, frozen, job);
    return new ExportedData(
        result.frozen().collections().stream().map(CollectionSnapshot::info).toList(),
        result.copied(),
        result.frozen().skipped());
  }

  private static void prepare(
      BackupLayout layout, JobLock lock, StartMode beginning, JobContext job) {
    if (beginning == StartMode.RESTART) {
      BackupRemover.deleteAllButLocks(lock.store(), layout, deleted -> job.cancel().check());
    } else if (beginning == StartMode.RESUME) {
      BackupRemover.deleteMetadata(lock.store(), layout);
    }
    lock.forgetFormer();
  }

  private CopyRounds.Result copy(
      BackupPlan plan,
      JobLock lock,
      CopyLedger ledger,
      StartMode beginning,
      SnapshotSet frozen,
      JobContext job) {
    Map<ObjectKey, CopiedObject> earlier =
        beginning == StartMode.RESUME
            ? new PreviousCopies(lock.store(), plan.layout(), milvusStorage.displayName())
                .sift(frozen.copies(), job.cancel())
            : Map.of();
    frozen.copies().stream()
        .filter(copy -> earlier.containsKey(copy.to()))
        .forEach(copy -> job.progress().advance(copy.size(), copy.rows()));
    ObjectCopier copier = new ObjectCopier(milvusStorage, lock.store(), copies);
    try (GcPause pause = pause(plan, frozen)) {
      Consumer<CopiedObject> afterEach =
          copied -> {
            ledger.add(copied);
            pause.renew();
          };
      return new CopyRounds(lock.store(), copier, freezer, afterEach)
          .run(plan, frozen, earlier, job);
    }
  }

  private GcPause pause(BackupPlan plan, SnapshotSet frozen) {
    List<Long> ids = frozen.collections().stream().map(c -> c.info().collectionId()).toList();
    return GcPause.start(garbageCollection, ServerFeatures.of(plan.server()), ids);
  }

  /** As the commit object lists them. */
  private static PackedObjects listed(BackupLayout layout, List<CopiedObject> copied) {
    return PackedObjects.sorted(
        LazyList.view(
            copied, o -> CommittedObject.of(layout.directory(), o.key(), o.size(), o.digest())));
  }

  private static long bytes(List<CopiedObject> copied, Route route) {
    return copied.stream().filter(c -> c.route() == route).mapToLong(CopiedObject::size).sum();
  }
}
