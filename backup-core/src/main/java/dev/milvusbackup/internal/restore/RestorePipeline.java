package dev.milvusbackup.internal.restore;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.Limits;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.binlog.imports.ImportPlaces;
import dev.milvusbackup.internal.binlog.imports.ImportPlanner;
import dev.milvusbackup.internal.binlog.imports.SegmentImporter;
import dev.milvusbackup.internal.binlog.imports.SegmentStager;
import dev.milvusbackup.internal.binlog.imports.StagingProbe;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.check.RestoreCheck;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.ledger.CollectionJournal;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.logical.RowImporter;
import dev.milvusbackup.internal.logical.parquet.ParquetRows;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusImports;
import dev.milvusbackup.internal.milvus.ServerFeatures;
import dev.milvusbackup.internal.milvus.ServerFeatures.ImportPath;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.preflight.Problems;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Request → loaded backup → plan → each collection by itself → report. */
public final class RestorePipeline {

  private static final Logger LOG = LoggerFactory.getLogger(RestorePipeline.class);

  // With less, the first import tells as soon as a probe would.
  private static final long WORTH_PROBING = 256L << 20;

  private static final ObjectKey STAGING = ObjectKey.of("restore-staging");

  private final String milvusUri;
  private final MilvusGateway milvus;
  private final MilvusStorage milvusStorage;
  private final ObjectStore backups;
  private final JobLocks locks;
  private final Limits limits;
  private final Parallel collections;
  private final Parallel copies;

  public RestorePipeline(
      String milvusUri,
      MilvusGateway milvus,
      MilvusStorage milvusStorage,
      ObjectStore backups,
      JobLocks locks,
      Limits limits,
      Parallel collections,
      Parallel copies) {
    this.milvusUri = milvusUri;
    this.milvus = milvus;
    this.milvusStorage = milvusStorage;
    this.backups = backups;
    this.locks = locks;
    this.limits = limits;
    this.collections = collections;
    this.copies = copies;
  }

  public RestoreReport run(RestoreRequest request, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.PLANNING);
    Source source = open(request);
    try (RestoreLedger ledger =
        RestoreLedger.open(
            locks,
            source.identity.fingerprint(),
            "backup '" + request.backup() + "'",
            job.id(),
            job.cancel())) {
      PreviousRuns earlier = earlier(request, source, ledger);
      RestorePlan plan = plan(request, source, earlier, job);
      ObjectKey staging = STAGING.resolve(ledger.name());
      ImportPlanner imports = imports(plan, source.server, staging);
      announce(plan, imports, job);
      probe(request, plan, imports, source.server, WORTH_PROBING, job);
      earlier.takeUp(source.identity, plan);
      NewDatabases databases = new NewDatabases(milvus, ledger, plan.newDatabases());
      CollectionRestorer restorer =
          restorer(request, source.server, plan, ledger, staging, imports, databases);
      List<Outcome> outcomes = restore(plan, restorer, ledger, staging, databases, job);
      return report(request, plan, outcomes, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  public RestorePreview preview(RestoreRequest request, JobContext job) {
    Source source = open(request);
    RestoreLedger ledger = RestoreLedger.peek(backups, source.identity.fingerprint());
    RestorePlan plan = plan(request, source, earlier(request, source, ledger), job);
    ImportPlanner imports = imports(plan, source.server, STAGING.resolve(job.id()));
    probe(request, plan, imports, source.server, 0, job);
    return new RestorePreviewer(request, imports).preview(plan, source.server.version());
  }

  private Source open(RestoreRequest request) {
    LoadedBackup backup = new BackupCatalog(backups).get(request.backup());
    ServerFeatures server = ServerFeatures.of(milvus.version());
    if (backup.manifest().summary().mode() == BackupMode.LOGICAL) {
      ParquetRows.requireLibrary("restore backup '" + request.backup() + "'");
    } else {
      new ServerCompatibility(milvus, server).checkVersions(backup);
      milvusStorage.store().location(); // refuses a client that was built without
    }
    Map<CollectionName, CollectionName> targets =
        new RestorePlanner(milvus).targets(request, backup);
    return new Source(
        backup, server, targets, RestoreIdentity.of(request, backup, targets, address(backup)));
  }

  private String address(LoadedBackup backup) {
    if (backup.manifest().summary().mode() == BackupMode.LOGICAL) {
      return milvusUri;
    }
    StoreLocation storage = milvusStorage.store().location();
    return String.join(" ", milvusUri, storage.service(), storage.container(), storage.root());
  }

  private PreviousRuns earlier(RestoreRequest request, Source source, RestoreLedger ledger) {
    return new PreviousRuns(
        new ResumeDecider(milvus, milvus.imports(source.server), ledger), ledger, request);
  }

  /** Newer servers refuse to import from a directory that they do not see. */
  private void probe(
      RestoreRequest request,
      RestorePlan plan,
      ImportPlanner imports,
      ServerFeatures server,
      long atLeastBytes,
      JobContext job) {
    List<CollectionPlan> staged =
        plan.unfinished().filter(c -> imports.placement(c) == Placement.STAGED).toList();
    long bytes = staged.stream().mapToLong(c -> c.manifest().size()).sum();
    if (request.content() == RestoreContent.ALL
        && server.importPath() == ImportPath.GRPC
        && !staged.isEmpty()
        && bytes >= atLeastBytes) {
      new StagingProbe(milvus, milvus.imports(server), milvusStorage, limits)
          .run(staged.get(0), job);
    }
  }

  private ImportPlanner imports(RestorePlan plan, ServerFeatures server, ObjectKey staging) {
    if (plan.mode() == BackupMode.LOGICAL) {
      return new NoImports();
    }
    return ImportPlanner.of(
        server,
        new ImportPlaces(plan.layout(), backups.location(), milvusStorage, staging),
        limits.importBytes());
  }

  private RestorePlan plan(
      RestoreRequest request, Source source, PreviousRuns earlier, JobContext job) {
    LoadedBackup backup = source.backup;
    ServerCompatibility gate = new ServerCompatibility(milvus, source.server);
    BackupMode mode = source.mode();
    Problems problems = new Problems();
    RestorePlan plan =
        new RestorePlanner(milvus).plan(request, backup, source.targets, earlier, problems);
    problems.check(earlier::requireResumable);
    for (CollectionPlan collection : plan.collections()) {
      problems.check(() -> gate.checkSchema(collection, mode));
      problems.check(() -> gate.checkTarget(collection, mode));
    }
    PrivilegeCheck privileges = new PrivilegeCheck(milvus.privileges(), request);
    problems.check(() -> privileges.check(plan));
    RestoreCheck check = new RestoreCheck(backups, copies);
    problems.check(() -> check.checkMetadata(backup, job));
    if (request.content() == RestoreContent.ALL) {
      List<CollectionManifest> manifests = plan.unfinished().map(CollectionPlan::manifest).toList();
      // Reading everything is not worth while for a restore that will not be.
      IntegrityCheck depth = problems.areNone() ? request.check() : IntegrityCheck.PRESENCE;
      problems.check(() -> check.checkData(depth, plan.layout(), manifests, job));
    }
    problems.throwIfAny("restore backup '" + request.backup() + "'");
    return plan;
  }

  private List<Outcome> restore(
      RestorePlan plan,
      CollectionRestorer restorer,
      RestoreLedger ledger,
      ObjectKey staging,
      NewDatabases databases,
      JobContext job) {
    List<Outcome> outcomes = List.of();
    try {
      List<Outcome> ended =
          collections.map(
              plan.collections(), job.cancel(), c -> restoreOne(restorer, c, ledger, job));
      addRbac(plan, ended, job);
      outcomes = ended;
      return outcomes;
    } finally {
      if (ledger.isHeld()) {
        cleanUp(plan, staging);
        databases.dropUnused();
        if (!outcomes.isEmpty() && outcomes.stream().allMatch(o -> o.failed == null)) {
          ledger.endRestored();
        } else {
          ledger.endUnfinished();
        }
      }
    }
  }

  /** Not while a collection is missing; the next run of the same restore does it then. */
  private void addRbac(RestorePlan plan, List<Outcome> outcomes, JobContext job) {
    if (outcomes.stream().allMatch(outcome -> outcome.failed == null)) {
      job.cancel().check();
      plan.rbac().ifPresent(rbac -> rbac.apply(milvus.rbac()));
    }
  }

  private static void announce(RestorePlan plan, ImportPlanner imports, JobContext job) {
    for (CollectionPlan collection : plan.collections()) {
      long size = collection.manifest().size();
      // What is staged moves twice: to the staging area, and from there into Milvus.
      int times = imports.placement(collection) == Placement.STAGED ? 2 : 1;
      job.progress().plan(1, times * size, collection.manifest().rowCount());
    }
  }

  private CollectionRestorer restorer(
      RestoreRequest request,
      ServerFeatures server,
      RestorePlan plan,
      RestoreLedger ledger,
      ObjectKey staging,
      ImportPlanner imports,
      NewDatabases databases) {
    ObjectStore storage = milvusStorage.store();
    MilvusImports jobs = milvus.imports(server);
    return new CollectionRestorer(
        milvus,
        new ResumeDecider(milvus, jobs, ledger),
        ledger,
        imports,
        new SegmentStager(storage, staging, new ObjectCopier(backups, storage, copies)),
        new CollectionCreator(milvus, databases, request.indexes()),
        new SegmentImporter(jobs, limits, new Semaphore(limits.concurrentImports())),
        new RowImporter(milvus, backups, limits),
        new LoadRestorer(milvus.loading(), limits.loadTimeout(), request),
        new AliasRestorer(milvus, plan.aliases()),
        request);
  }

  private Outcome restoreOne(
      CollectionRestorer restorer,
      CollectionPlan collection,
      RestoreLedger ledger,
      JobContext job) {
    PhaseTracker phase = new PhaseTracker(job.progress());
    try {
      return new Outcome(restorer.restore(collection, phase, job), null);
    } catch (BackupException e) {
      drop(phase, ledger, e);
      return new Outcome(
          null, Failed.of(collection.source(), collection.target(), phase.phase(), e));
    } catch (RuntimeException | Error e) { // cancelled, or an error of our own: nobody goes on
      drop(phase, ledger, e);
      throw e;
    }
  }

  /** What cannot be dropped stays in the ledger, so the next run of the same restore does it. */
  private void drop(PhaseTracker phase, RestoreLedger ledger, Throwable failure) {
    Optional<CollectionJournal> half = phase.disposable();
    if (half.isPresent()) {
      try {
        ledger.require();
        milvus.collections().drop(half.get().record().fullName());
        half.get().forget();
      } catch (BackupException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private void cleanUp(RestorePlan plan, ObjectKey staging) {
    try {
      if (plan.mode() == BackupMode.BINLOG) {
        BackupRemover.deleteBelow(milvusStorage.store(), staging);
      }
    } catch (BackupException e) {
      LOG.warn("Cannot remove the staging files of a restore at {}", staging, e);
    }
  }

  private static RestoreReport report(
      RestoreRequest request, RestorePlan plan, List<Outcome> outcomes, Duration duration) {
    List<Restored> restored = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.restored != null) {
        restored.add(outcome.restored);
      }
      if (outcome.failed != null) {
        failed.add(outcome.failed);
      }
    }
    RestoreReport.Builder builder =
        RestoreReport.builder(request.backup().value())
            .restored(restored)
            .skipped(plan.skipped())
            .failed(failed)
            .duration(duration);
    plan.rbac().filter(rbac -> failed.isEmpty()).map(RbacPlan::changes).ifPresent(builder::rbac);
    RestoreReport report = builder.build();
    LOG.info(
        "Restore of '{}': {} collections restored, {} skipped, {} failed, in {}",
        request.backup(),
        restored.size(),
        plan.skipped().size(),
        failed.size(),
        duration);
    if (!failed.isEmpty()) {
      throw new RestoreFailedException(message(report), report);
    }
    return report;
  }

  private static String message(RestoreReport report) {
    String first = report.failed().get(0).cause().getMessage();
    String names =
        report.failed().stream().map(f -> f.target().toString()).collect(Collectors.joining(", "));
    return "Cannot restore %d of %d collections of backup '%s' (%s): %s"
        .formatted(
            report.failed().size(),
            report.failed().size() + report.restored().size(),
            report.backup(),
            names,
            first);
  }

  private record Outcome(@Nullable Restored restored, @Nullable Failed failed) {}

  /** What a restore is made from and to. */
  private record Source(
      LoadedBackup backup,
      ServerFeatures server,
      Map<CollectionName, CollectionName> targets,
      RestoreIdentity identity) {

    BackupMode mode() {
      return backup.manifest().summary().mode();
    }
  }
}
