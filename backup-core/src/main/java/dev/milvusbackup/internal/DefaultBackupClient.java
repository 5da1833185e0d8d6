package dev.milvusbackup.internal;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.Job;
import dev.milvusbackup.Limits;
import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairRequest;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.internal.binlog.adopt.AdoptPipeline;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.create.CreatePipeline;
import dev.milvusbackup.internal.data.DataPaths;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.incremental.MaterializePipeline;
import dev.milvusbackup.internal.incremental.UndeletePipeline;
import dev.milvusbackup.internal.job.Failures;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.PollClock;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.repair.RepairPipeline;
import dev.milvusbackup.internal.restore.RestorePipeline;
import dev.milvusbackup.internal.retention.ObjectExplainer;
import dev.milvusbackup.internal.retention.PrunePipeline;
import dev.milvusbackup.internal.sharing.Pins;
import dev.milvusbackup.internal.sharing.RandomName;
import dev.milvusbackup.internal.storage.RetryingObjectStore;
import dev.milvusbackup.internal.usage.UsageReader;
import dev.milvusbackup.internal.verify.VerifyPipeline;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.StoreUsage;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Converts requests to jobs; the only place that creates threads. */
public final class DefaultBackupClient implements BackupClient {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final MilvusGateway milvus;
  private final PollClock clock;
  private final ObjectStore backups;
  private final BackupCatalog catalog;
  private final BackupRemover remover;
  private final CreatePipeline create;
  private final RestorePipeline restore;
  private final VerifyPipeline verify;
  private final PrunePipeline prune;
  private final MaterializePipeline materialize;
  private final AdoptPipeline adopt;
  private final UndeletePipeline undelete;
  private final RepairPipeline repair;
  private final BackupsInUse inUse = new BackupsInUse();
  private final Executor jobExecutor;
  private final ClientThreads threads;
  private final List<ObjectStore> ownStores;
  private final Parallel lookups;
  private final Set<Job<?>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public DefaultBackupClient(
      MilvusInstance milvus,
      ObjectStore backupStorage,
      Limits limits,
      Optional<Executor> executor,
      List<ObjectStore> ownStores) {
    this.threads = new ClientThreads(limits.concurrentCopies());
    this.backups = new RetryingObjectStore(backupStorage, limits.maxOutage());
    Environment environment =
        new Environment(
            milvus.gateway(),
            milvus.storage().retrying(limits.maxOutage()),
            backups,
            new Guards(
                new JobLocks(backupStorage, limits.lockLease(), threads.control()),
                new Pins(backups, threads.control(), RandomName::next)),
            limits,
            threads.workers(limits));
    DataPaths paths = new DefaultDataPaths(environment, milvus.uri());
    this.milvus = milvus.gateway();
    this.clock = milvus.clock();
    this.catalog = new BackupCatalog(environment.backups());
    this.remover = new BackupRemover(catalog, environment.locks());
    this.create = new CreatePipeline(environment, paths);
    this.restore = new RestorePipeline(environment, paths);
    this.verify = new VerifyPipeline(environment, restore);
    this.lookups = new Parallel(threads.control(), limits.concurrentCopies());
    this.prune =
        new PrunePipeline(
            backups, catalog, remover, environment.guards(), lookups, inUse::contains);
    this.materialize = new MaterializePipeline(environment);
    this.adopt = new AdoptPipeline(environment);
    this.undelete = new UndeletePipeline(backups, environment.guards());
    this.repair = new RepairPipeline(environment);
    this.jobExecutor = executor.orElse(threads.control());
    this.ownStores = ownStores;
  }

  @Override
  public Job<BackupReport> create(BackupRequest request) {
    return start(request.id(), request.listener(), job -> created(request, job));
  }

  private BackupReport created(BackupRequest request, JobContext job) {
    return new FollowUp(verify, prune).run(request, create.run(request, job), job);
  }

  @Override
  public Job<RestoreReport> restore(RestoreRequest request) {
    return start(
        request.id(),
        request.listener(),
        job -> inUse.during(request.backup(), () -> restore.run(request, job)));
  }

  @Override
  public Job<VerifyReport> verify(VerifyRequest request) {
    return start(
        request.id(),
        request.listener(),
        job -> inUse.during(request.backup(), () -> verify.run(request, job)));
  }

  @Override
  public BackupPreview previewCreate(BackupRequest request) {
    requireOpen();
    return Failures.guard(
        "preview the backup",
        () -> create.preview(request, JobContext.unobserved(request.id(), clock)));
  }

  @Override
  public RestorePreview previewRestore(RestoreRequest request) {
    requireOpen();
    return Failures.guard(
        "preview the restore",
        () -> restore.preview(request, JobContext.unobserved(request.id(), clock)));
  }

  @Override
  public Job<DeleteReport> delete(String name) {
    BackupName valid = new BackupName(name);
    String id = UUID.randomUUID().toString();
    return start(id, Optional.empty(), job -> remover.delete(valid, job));
  }

  @Override
  public Job<BackupReport> materialize(String name, String as) {
    BackupName from = new BackupName(name);
    BackupName to = new BackupName(as);
    String id = UUID.randomUUID().toString();
    return start(
        id, Optional.empty(), job -> inUse.during(from, () -> materialize.run(from, to, job)));
  }

  @Override
  public Job<BackupReport> adopt(String name) {
    BackupName valid = new BackupName(name);
    String id = UUID.randomUUID().toString();
    return start(id, Optional.empty(), job -> inUse.during(valid, () -> adopt.run(valid, job)));
  }

  @Override
  public Job<BackupSummary> undelete(String name) {
    BackupName valid = new BackupName(name);
    String id = UUID.randomUUID().toString();
    return start(id, Optional.empty(), job -> undelete.run(valid, job));
  }

  @Override
  public Job<RepairReport> repair(RepairRequest request) {
    return start(
        request.id(),
        request.listener(),
        job -> inUse.during(request.backup(), () -> repair.run(request, job)));
  }

  @Override
  public Job<PruneReport> prune(PruneRequest request) {
    return start(request.id(), request.listener(), job -> prune.run(request, job));
  }

  @Override
  public PrunePreview previewPrune(PruneRequest request) {
    requireOpen();
    return Failures.guard(
        "preview the prune",
        () -> prune.preview(request, JobContext.unobserved(request.id(), clock)));
  }

  @Override
  public BackupListing list() {
    requireOpen();
    return Failures.guard("list the backups", () -> catalog.list(lookups));
  }

  @Override
  public StoreUsage usage() {
    requireOpen();
    return Failures.guard("add up the backups", () -> new UsageReader(backups, lookups).read());
  }

  @Override
  public ObjectExplanation explain(String key, Duration gracePeriod) {
    requireOpen();
    return Failures.guard(
        "explain the object", () -> new ObjectExplainer(backups).explain(key, gracePeriod));
  }

  @Override
  public Optional<BackupManifest> find(String name) {
    requireOpen();
    BackupName valid = new BackupName(name);
    return Failures.guard("read the backup", () -> catalog.find(valid).map(LoadedBackup::manifest));
  }

  @Override
  public BackupManifest get(String name) {
    requireOpen();
    BackupName valid = new BackupName(name);
    return Failures.guard("read the backup", () -> catalog.get(valid).manifest());
  }

  @Override
  public String milvusVersion() {
    requireOpen();
    return Failures.guard(
        "ask Milvus for its version",
        () -> {
          String version = milvus.version().text();
          milvus.databases().names(); // a server reports its version without credentials
          return version;
        });
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(Job::cancel);
    // Clean-ups need the connections that are closed later.
    CompletableFuture.allOf(running.stream().map(Job::stopped).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    threads.shutdown();
    milvus.close();
    ownStores.forEach(ObjectStore::close);
  }

  private <R> Job<R> start(
      String id, Optional<ProgressListener> listener, Function<JobContext, R> work) {
    requireOpen();
    Job<R> job = RunningJob.start(jobExecutor, id, listener, clock, work);
    running.add(job);
    CompletableFuture<Void> unused = job.stopped().thenRun(() -> running.remove(job));
    return job;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The BackupClient is closed");
    }
  }
}
