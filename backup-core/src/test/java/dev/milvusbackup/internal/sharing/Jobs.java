package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairRequest;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.internal.DefaultDataPaths;
import dev.milvusbackup.internal.binlog.adopt.AdoptPipeline;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.create.CreatePipeline;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.incremental.MaterializePipeline;
import dev.milvusbackup.internal.incremental.UndeletePipeline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.Workers;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.repair.RepairPipeline;
import dev.milvusbackup.internal.restore.RestorePipeline;
import dev.milvusbackup.internal.retention.PrunePipeline;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.verify.VerifyPipeline;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The jobs of a process, each with one thread at a time, so that a test can step through them. */
final class Jobs {

  static final CollectionName BOOKS = new CollectionName("default", "books");

  private static final String MILVUS = "memory://milvus";
  private static final AtomicInteger RESTORES = new AtomicInteger();
  private static final Limits LIMITS =
      Limits.defaults().concurrentCopies(1).concurrentCollections(1);

  private final InMemoryMilvus milvus;
  private final Runnable passage;
  private final Set<String> kept;
  private final String name;
  private final Environment environment;
  private final BackupCatalog catalog;

  /**
   * A process.
   *
   * @param storage that of Milvus
   * @param name what its random words start with
   * @param passage lets two days pass
   * @param kept the names of backups that were created and not deleted since
   */
  Jobs(
      InMemoryMilvus milvus,
      ObjectStore storage,
      ObjectStore backups,
      ExecutorService threads,
      String name,
      Runnable passage,
      Set<String> kept) {
    this.milvus = milvus;
    this.passage = passage;
    this.kept = kept;
    this.name = name;
    Parallel one = new Parallel(threads, 1);
    AtomicInteger names = new AtomicInteger();
    this.environment =
        new Environment(
            milvus,
            new MilvusStorage(storage, Optional.empty()),
            backups,
            new Guards(
                new JobLocks(backups, Duration.ofHours(1), threads), // nothing is renewed meanwhile
                new Pins(backups, threads, () -> name + names.incrementAndGet())),
            LIMITS,
            new Workers(one, one));
    this.catalog = new BackupCatalog(backups);
  }

  private JobContext job(String id) {
    return JobContext.unobserved(id, milvus.clock());
  }

  void create(String backup) {
    new CreatePipeline(environment, new DefaultDataPaths(environment, MILVUS))
        .run(
            BackupRequest.builder().name(backup).incremental(true).build(),
            job("create-" + backup + "-" + name));
    kept.add(backup);
  }

  void createFull(String backup) {
    new CreatePipeline(environment, new DefaultDataPaths(environment, MILVUS))
        .run(BackupRequest.builder().name(backup).build(), job("create-" + backup + "-" + name));
    kept.add(backup);
  }

  void adopt(String backup) {
    new AdoptPipeline(environment).run(new BackupName(backup), job("adopt-" + backup));
  }

  void materialize(String backup, String as) {
    new MaterializePipeline(environment)
        .run(new BackupName(backup), new BackupName(as), job("materialize-" + backup));
    kept.add(as);
  }

  List<Finding> verify(String backup) {
    return new VerifyPipeline(environment, restores())
        .run(
            VerifyRequest.builder().backup(backup).depth(VerifyDepth.CONTENT).build(),
            job("verify-" + backup))
        .findings();
  }

  void undelete(String backup) {
    new UndeletePipeline(environment.backups(), environment.guards())
        .run(new BackupName(backup), job("undelete-" + backup));
    kept.add(backup);
  }

  void repair(String backup) {
    RepairReport report =
        new RepairPipeline(environment)
            .run(RepairRequest.builder().backup(backup).build(), job("repair-" + backup));
    if (!report.isSound()) {
      throw new AssertionError("Not repaired: " + report);
    }
  }

  /** A backup that a prune is looking at is not repaired. Here nobody tries again. */
  void repairOrDelete(String backup) {
    try {
      repair(backup);
    } catch (BackupLockedException e) {
      delete(backup);
    }
  }

  /** As if another program had deleted an object that backups share. */
  void loseAnObject() {
    try (Stream<ObjectInfo> objects = environment.backups().list(ObjectKey.of(".shared/roots"))) {
      environment.backups().delete(objects.map(ObjectInfo::key).limit(1).toList());
    }
  }

  void delete(String backup) {
    kept.remove(backup);
    try {
      remover().delete(new BackupName(backup), job("delete-" + backup));
    } catch (BackupNotFoundException e) {
      return; // it was not created yet
    }
  }

  /** As if the holder of the lock of a backup had been silent for its lease. */
  void endLease(String backup) {
    ObjectKey lock = ObjectKey.of(backup + "/meta/lock.1.json");
    byte[] released = MetadataJson.write(LockRecord.unreadable().release());
    if (environment.backups().stat(lock).isPresent()) {
      environment.backups().put(lock, ObjectBody.of(released), PutMode.REPLACE);
    }
  }

  SharedSpace prune() {
    return prune(PruneRequest.builder().unreferencedOnly().build()).sharedSpace();
  }

  PruneReport prune(PruneRequest request) {
    return new PrunePipeline(
            environment.backups(),
            catalog,
            remover(),
            environment.guards(),
            environment.workers().collections(),
            name -> false)
        .run(request, job("prune"));
  }

  void twoDaysPass() {
    passage.run();
  }

  /** The rows of a backup. */
  List<Object[]> restore(String name) {
    String suffix = "_" + RESTORES.incrementAndGet();
    restores().run(RestoreRequest.builder().backup(name).suffix(suffix).build(), job("restore"));
    CollectionName restored = new CollectionName("default", BOOKS.name() + suffix);
    List<Object[]> rows = rows(milvus, restored);
    milvus.collections().drop(restored);
    return rows;
  }

  /** Restores a backup that another process may delete. */
  void requireRows(String backup, List<Object[]> rows) {
    SampleRows.assertSame(restore(backup), rows);
  }

  BackupListing list() {
    return catalog.list(environment.workers().collections());
  }

  private RestorePipeline restores() {
    return new RestorePipeline(environment, new DefaultDataPaths(environment, MILVUS));
  }

  static List<Object[]> rows(InMemoryMilvus milvus, CollectionName name) {
    milvus.loading().load(name, 1);
    milvus.clock().advance(Duration.ofSeconds(5));
    return milvus.rows().page(name, "", milvus.schema(name), null, 10_000).rows();
  }

  private BackupRemover remover() {
    return new BackupRemover(catalog, environment.locks());
  }
}
