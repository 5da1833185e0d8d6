package dev.milvusbackup.testkit;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.Beta;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.Job;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairRequest;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.retention.BackupUsage;
import dev.milvusbackup.retention.ObjectExplanation;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.StoreUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A {@link BackupClient} for unit tests of applications: without Milvus, without stores, without
 * threads.
 *
 * <p>By default it behaves like a small backup store: {@link #create} adds a backup with the
 * selected collections, {@link #list}, {@link #find}, {@link #get}, {@link #verify} and {@link
 * #delete} use the backups that exist, and {@link #restore} reports the selected collections as
 * restored. {@link #prune} finds nothing to delete. All jobs have already ended when they are
 * returned. A test changes that with {@link #onCreate}, {@link #onRestore}, {@link #onVerify},
 * {@link #onDelete} and {@link #onPrune}:
 *
 * <pre>{@code
 * FakeBackupClient client = new FakeBackupClient();
 * client.onCreate(request -> Job.failed(new MilvusUnavailableException("Cannot reach Milvus")));
 * }</pre>
 *
 * <p>A {@link FakeJob} is a job that is still running. All methods can be called from any thread.
 */
@Beta
public final class FakeBackupClient implements BackupClient {

  private final Map<String, BackupManifest> backups = new TreeMap<>();
  private final List<BackupRequest> createRequests = new CopyOnWriteArrayList<>();
  private final List<RestoreRequest> restoreRequests = new CopyOnWriteArrayList<>();
  private final List<VerifyRequest> verifyRequests = new CopyOnWriteArrayList<>();
  private final List<PruneRequest> pruneRequests = new CopyOnWriteArrayList<>();
  private volatile Function<BackupRequest, Job<BackupReport>> onCreate =
      request -> ended(() -> created(request));
  private volatile Function<RestoreRequest, Job<RestoreReport>> onRestore =
      request -> ended(() -> restored(request));
  private volatile Function<VerifyRequest, Job<VerifyReport>> onVerify =
      request -> ended(() -> verified(request));
  private volatile Function<String, Job<DeleteReport>> onDelete =
      name -> ended(() -> deleted(name));
  private volatile Function<PruneRequest, Job<PruneReport>> onPrune =
      request -> Job.completed(PruneReport.builder().build());
  private volatile String milvusVersion = "v2.6.0";
  private volatile boolean closed;

  /** Creates a client without backups. */
  public FakeBackupClient() {}

  /**
   * Adds a backup, or replaces the one of the same name.
   *
   * @param backup the content of the backup
   * @return this client
   */
  public FakeBackupClient add(BackupManifest backup) {
    synchronized (backups) {
      backups.put(backup.name(), backup);
    }
    return this;
  }

  /**
   * Adds a backup with empty collections, or replaces the one of the same name.
   *
   * @param name the name of the backup
   * @param collections {@code name} (in the database {@code default}) or {@code database.name}
   * @return this client
   */
  public FakeBackupClient add(String name, String... collections) {
    return add(manifest(name, "", Stream.of(collections).map(CollectionName::parse)));
  }

  /**
   * Sets the job that each {@link #create} returns.
   *
   * @param answer returns the job for a request, for example {@link Job#completed}, {@link
   *     Job#failed} or a {@link FakeJob}
   * @return this client
   */
  public FakeBackupClient onCreate(Function<BackupRequest, Job<BackupReport>> answer) {
    this.onCreate = answer;
    return this;
  }

  /**
   * Sets the job that each {@link #restore} returns.
   *
   * @param answer returns the job of a request
   * @return this client
   */
  public FakeBackupClient onRestore(Function<RestoreRequest, Job<RestoreReport>> answer) {
    this.onRestore = answer;
    return this;
  }

  /**
   * Sets the job that each {@link #verify} returns.
   *
   * @param answer returns the job of a request
   * @return this client
   */
  public FakeBackupClient onVerify(Function<VerifyRequest, Job<VerifyReport>> answer) {
    this.onVerify = answer;
    return this;
  }

  /**
   * Sets the job that each {@link #delete} returns.
   *
   * @param answer returns the job for the name of a backup
   * @return this client
   */
  public FakeBackupClient onDelete(Function<String, Job<DeleteReport>> answer) {
    this.onDelete = answer;
    return this;
  }

  /**
   * Sets the job that each {@link #prune} returns. {@link #previewPrune} shows the decisions of its
   * report.
   *
   * @param answer returns the job of a request
   * @return this client
   */
  public FakeBackupClient onPrune(Function<PruneRequest, Job<PruneReport>> answer) {
    this.onPrune = answer;
    return this;
  }

  /**
   * Sets the version of Milvus. Default: {@code v2.6.0}.
   *
   * @param version the version that {@link #milvusVersion()} returns
   * @return this client
   */
  public FakeBackupClient milvusVersion(String version) {
    this.milvusVersion = version;
    return this;
  }

  /** {@return the requests of all calls to {@link #create}, in order} */
  public List<BackupRequest> createRequests() {
    return List.copyOf(createRequests);
  }

  /** {@return the requests of all calls to {@link #restore}, in order} */
  public List<RestoreRequest> restoreRequests() {
    return List.copyOf(restoreRequests);
  }

  /** {@return the requests of all calls to {@link #verify}, in order} */
  public List<VerifyRequest> verifyRequests() {
    return List.copyOf(verifyRequests);
  }

  /** {@return the requests of all calls to {@link #prune}, in order} */
  public List<PruneRequest> pruneRequests() {
    return List.copyOf(pruneRequests);
  }

  /** {@return true if {@link #close} was called} */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public Job<BackupReport> create(BackupRequest request) {
    requireOpen();
    createRequests.add(request);
    return onCreate.apply(request);
  }

  @Override
  public BackupPreview previewCreate(BackupRequest request) {
    requireOpen();
    return BackupPreview.builder(request.name().value())
        .milvusVersion(milvusVersion)
        .store("fake")
        .collections(
            selected(request)
                .map(name -> BackupPreview.CollectionPreview.builder(name).build())
                .toList())
        .build();
  }

  @Override
  public Job<RestoreReport> restore(RestoreRequest request) {
    requireOpen();
    restoreRequests.add(request);
    return onRestore.apply(request);
  }

  @Override
  public RestorePreview previewRestore(RestoreRequest request) {
    requireOpen();
    return RestorePreview.builder(request.backup().value())
        .milvusVersion(milvusVersion)
        .collections(
            sources(request)
                .map(
                    source ->
                        RestorePreview.CollectionPreview.builder(source, request.targetOf(source))
                            .build())
                .toList())
        .build();
  }

  @Override
  public Job<VerifyReport> verify(VerifyRequest request) {
    requireOpen();
    verifyRequests.add(request);
    return onVerify.apply(request);
  }

  @Override
  public Job<DeleteReport> delete(String name) {
    requireOpen();
    return onDelete.apply(name);
  }

  /** Adds a backup with the content of the other one. */
  @Override
  public Job<BackupReport> materialize(String name, String as) {
    requireOpen();
    return ended(
        () -> {
          BackupManifest from = get(name);
          BackupManifest full =
              BackupManifest.builder(BackupSummary.builder(as).size(from.size()).build())
                  .collections(from.collections())
                  .build();
          add(full);
          return BackupReport.builder(full).build();
        });
  }

  /** Marks the backup as incremental. */
  @Override
  public Job<BackupReport> adopt(String name) {
    requireOpen();
    return ended(
        () -> {
          BackupManifest full = get(name);
          BackupSummary summary =
              BackupSummary.builder(name).size(full.size()).incremental(true).build();
          BackupManifest adopted =
              BackupManifest.builder(summary).collections(full.collections()).build();
          add(adopted);
          return BackupReport.builder(adopted).build();
        });
  }

  /** Fails: what the client deletes is gone. */
  @Override
  public Job<BackupSummary> undelete(String name) {
    requireOpen();
    return Job.failed(
        new BackupNotFoundException(
            "Cannot undelete backup '%s': no deleted backup has that name.".formatted(name)));
  }

  /** Finds nothing damaged. */
  @Override
  public Job<RepairReport> repair(RepairRequest request) {
    requireOpen();
    return ended(
        () -> RepairReport.builder(get(request.backup().value()).summary().name()).build());
  }

  @Override
  public Job<PruneReport> prune(PruneRequest request) {
    requireOpen();
    pruneRequests.add(request);
    return onPrune.apply(request);
  }

  @Override
  public PrunePreview previewPrune(PruneRequest request) {
    requireOpen();
    return PrunePreview.builder().decisions(onPrune.apply(request).await().decisions()).build();
  }

  /** Of the size of each backup, which shares nothing. */
  @Override
  public StoreUsage usage() {
    requireOpen();
    synchronized (backups) {
      return StoreUsage.builder()
          .backups(
              backups.values().stream()
                  .map(b -> BackupUsage.builder(b.name()).own(0, b.size()).build())
                  .toList())
          .bytes(backups.values().stream().mapToLong(BackupManifest::size).sum())
          .build();
    }
  }

  /** The fake has no objects. */
  @Override
  public ObjectExplanation explain(String key, Duration gracePeriod) {
    requireOpen();
    throw new InvalidRequestException(
        "Cannot explain '%s': a fake has no object of that key, and no backup refers to it."
            .formatted(key));
  }

  @Override
  public BackupListing list() {
    requireOpen();
    synchronized (backups) {
      return BackupListing.builder()
          .backups(backups.values().stream().map(BackupManifest::summary).toList())
          .build();
    }
  }

  @Override
  public Optional<BackupManifest> find(String name) {
    requireOpen();
    synchronized (backups) {
      return Optional.ofNullable(backups.get(name));
    }
  }

  @Override
  public BackupManifest get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new BackupNotFoundException(
                    "Cannot find backup '%s' in the fake client. Add it first.".formatted(name)));
  }

  @Override
  public String milvusVersion() {
    requireOpen();
    return milvusVersion;
  }

  @Override
  public void close() {
    closed = true;
  }

  private BackupReport created(BackupRequest request) {
    String name = request.name().value();
    BackupManifest backup = manifest(name, request.id(), selected(request));
    synchronized (backups) {
      if (backups.putIfAbsent(name, backup) != null) {
        throw new BackupExistsException(
            "Cannot create backup '%s': a backup of that name exists. Choose another name or delete it first."
                .formatted(name));
      }
    }
    return BackupReport.builder(backup).build();
  }

  private RestoreReport restored(RestoreRequest request) {
    return RestoreReport.builder(request.backup().value())
        .restored(
            sources(request)
                .map(source -> Restored.builder(source, request.targetOf(source)).build())
                .toList())
        .build();
  }

  private VerifyReport verified(VerifyRequest request) {
    return VerifyReport.builder(get(request.backup().value()).name())
        .depth(request.depth())
        .build();
  }

  private DeleteReport deleted(String name) {
    get(name);
    synchronized (backups) {
      backups.remove(name);
    }
    return DeleteReport.builder(name).build();
  }

  private Stream<CollectionName> sources(RestoreRequest request) {
    return get(request.backup().value()).collections().stream()
        .map(CollectionManifest::name)
        .filter(request::selects);
  }

  /** Names only: without a Milvus, a whole database selects no collections. */
  private static Stream<CollectionName> selected(BackupRequest request) {
    return request.collections().stream()
        .filter(selector -> selector.collection().isPresent())
        .map(CollectionSelector::toString)
        .map(CollectionName::parse);
  }

  private BackupManifest manifest(String name, String id, Stream<CollectionName> collections) {
    return BackupManifest.builder(
            BackupSummary.builder(name).id(id).milvusVersion(milvusVersion).build())
        .collections(collections.sorted().map(c -> CollectionManifest.builder(c).build()).toList())
        .build();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The BackupClient is closed");
    }
  }

  private static <R> Job<R> ended(Supplier<R> work) {
    try {
      return Job.completed(work.get());
    } catch (BackupException e) {
      return Job.failed(e);
    }
  }
}
