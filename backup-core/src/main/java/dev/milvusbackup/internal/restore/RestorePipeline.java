package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
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
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.check.RestoreCheck;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.ServerFeatures;
import dev.milvusbackup.internal.milvus.ServerFeatures.ImportPath;
import dev.milvusbackup.internal.preflight.Problems;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private final MilvusGateway milvus;
  private final MilvusStorage milvusStorage;
  private final ObjectStore backups;
  private final Limits limits;
  private final Parallel collections;
  private final Parallel copies;

  public RestorePipeline(
      MilvusGateway milvus,
      MilvusStorage milvusStorage,
      ObjectStore backups,
      Limits limits,
      Parallel collections,
      Parallel copies) {
    this.milvus = milvus;
    this.milvusStorage = milvusStorage;
    this.backups = backups;
    this.limits = limits;
    this.collections = collections;
    this.copies = copies;
  }

  public RestoreReport run(RestoreRequest request, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.PLANNING);
    LoadedBackup backup = new BackupCatalog(backups).get(request.backup());
    ServerFeatures server = ServerFeatures.of(milvus.version());
    RestorePlan plan = plan(request, backup, server, job);
    ObjectKey staging = ObjectKey.of("restore-staging/" + job.id());
    ImportPlanner imports = imports(plan, server, staging);
    announce(plan, imports, job);
    probe(request, plan, imports, server, WORTH_PROBING, job);
    NewDatabases databases = new NewDatabases(milvus, plan.newDatabases());
    List<Outcome> outcomes = new ArrayList<>();
    try {
      CollectionRestorer restorer = restorer(request, server, imports, databases);
      outcomes.addAll(
          collections.map(plan.collections(), job.cancel(), c -> restoreOne(restorer, c, job)));
    } finally {
      cleanUp(staging);
      databases.dropUnused(targets(outcomes));
    }
    return report(request, plan, outcomes, Duration.ofNanos(System.nanoTime() - started));
  }

  public RestorePreview preview(RestoreRequest request, JobContext job) {
    LoadedBackup backup = new BackupCatalog(backups).get(request.backup());
    ServerFeatures server = ServerFeatures.of(milvus.version());
    RestorePlan plan = plan(request, backup, server, job);
    ImportPlanner imports = imports(plan, server, ObjectKey.of("restore-staging/" + job.id()));
    probe(request, plan, imports, server, 0, job);
    return new RestorePreviewer(request, imports).preview(plan, server.version());
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
        plan.collections().stream().filter(c -> imports.placement(c) == Placement.STAGED).toList();
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
    return ImportPlanner.of(
        server,
        new ImportPlaces(plan.layout(), backups.location(), milvusStorage, staging),
        limits.importBytes());
  }

  private RestorePlan plan(
      RestoreRequest request, LoadedBackup backup, ServerFeatures server, JobContext job) {
    RestoreGate gate = new RestoreGate(milvus, server);
    gate.checkVersions(backup);
    Problems problems = new Problems();
    RestorePlan plan = new RestorePlanner(milvus).plan(request, backup, problems);
    for (CollectionPlan collection : plan.collections()) {
      problems.check(() -> gate.checkSchema(collection));
      problems.check(() -> gate.checkTarget(collection));
    }
    RestoreCheck check = new RestoreCheck(backups, copies);
    problems.check(() -> check.checkMetadata(backup, job));
    if (request.content() == RestoreContent.ALL) {
      List<CollectionManifest> manifests =
          plan.collections().stream().map(CollectionPlan::manifest).toList();
      // Reading everything is not worth while for a restore that will not be.
      VerifyDepth depth = problems.areNone() ? request.check() : VerifyDepth.PRESENCE;
      problems.check(() -> check.checkData(depth, plan.layout(), manifests, job));
    }
    problems.throwIfAny("restore backup '" + request.backup() + "'");
    return plan;
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
      ImportPlanner imports,
      NewDatabases databases) {
    SegmentImporter importer =
        new SegmentImporter(
            milvus.imports(server), limits, new Semaphore(limits.concurrentImports()));
    ObjectCopier stager = new ObjectCopier(backups, milvusStorage.store(), copies);
    CollectionCreator creator = new CollectionCreator(milvus, databases, request.indexes());
    return new CollectionRestorer(milvus, imports, stager, creator, importer, request);
  }

  private Outcome restoreOne(
      CollectionRestorer restorer, CollectionPlan collection, JobContext job) {
    PhaseTracker phase = new PhaseTracker(job.progress());
    try {
      return new Outcome(restorer.restore(collection, phase, job), null);
    } catch (BackupException e) {
      drop(phase, e);
      return new Outcome(
          null, new Failed(collection.source(), collection.target(), phase.phase(), e));
    } catch (RuntimeException | Error e) { // cancelled, or an error of our own: nobody goes on
      drop(phase, e);
      throw e;
    }
  }

  private void drop(PhaseTracker phase, Throwable failure) {
    try {
      phase.disposable().ifPresent(milvus.collections()::drop);
    } catch (BackupException e) {
      failure.addSuppressed(e);
    }
  }

  private void cleanUp(ObjectKey staging) {
    try {
      BackupRemover.deleteBelow(milvusStorage.store(), staging);
    } catch (BackupException e) {
      LOG.warn("Cannot remove the staging files of a restore at {}", staging, e);
    }
  }

  private static List<CollectionName> targets(List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(o -> Optional.ofNullable(o.restored).stream())
        .map(Restored::target)
        .toList();
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
    RestoreReport report =
        new RestoreReport(request.backup().value(), restored, plan.skipped(), failed, duration);
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
}
