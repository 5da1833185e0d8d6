package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.Limits;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.CollectionImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerFeatures.ImportPath;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans, stages and runs the import jobs of one restore. */
final class BinlogImportRun implements ImportRun {

  private static final Logger LOG = LoggerFactory.getLogger(BinlogImportRun.class);
  private static final ObjectKey STAGING = ObjectKey.of("restore-staging");

  // With less, the first import fails as early as a probe would.
  private static final long WORTH_PROBING = 256L << 20;

  private final Environment environment;
  private final ServerFeatures server;
  private final RestorePlan plan;
  private final ObjectKey staging;
  private final MilvusImports imports;
  private final ImportPlanner planner;
  private final SegmentStager stager;
  private final SegmentImporter importer;

  BinlogImportRun(
      Environment environment, ServerFeatures server, RestorePlan plan, String restore) {
    this.environment = environment;
    this.server = server;
    this.plan = plan;
    this.staging = STAGING.resolve(restore);
    this.imports = environment.milvus().imports(server);
    MilvusStorage storage = environment.milvusStorage();
    ObjectStore backups = environment.backups();
    Limits limits = environment.limits();
    this.planner =
        ImportPlanner.of(
            server,
            new ImportPlaces(plan.layout(), backups.location(), storage, staging),
            limits.importBytes());
    this.stager =
        new SegmentStager(
            storage.store(),
            staging,
            new ObjectCopier(backups, storage.store(), environment.workers().copies()));
    this.importer = SegmentImporter.of(server, imports, limits);
  }

  /** Newer servers refuse to import from a directory that they do not see. */
  @Override
  public void checkStaging(StagingCheck check, JobContext job) {
    if (server.importPath() != ImportPath.GRPC) {
      return;
    }
    List<CollectionPlan> staged =
        plan.unfinished().filter(c -> planner.placement(c) == Placement.STAGED).toList();
    long bytes = staged.stream().mapToLong(c -> c.manifest().size()).sum();
    if (!staged.isEmpty() && (check == StagingCheck.ALWAYS || bytes >= WORTH_PROBING)) {
      new StagingProbe(
              environment.milvus(), imports, environment.milvusStorage(), environment.limits())
          .run(staged.get(0), job);
    }
  }

  @Override
  public boolean overlaps(CollectionPlan collection) {
    return importer.isSmall(collection.manifest().size());
  }

  @Override
  public CollectionImport of(CollectionPlan collection) {
    return new BinlogCollectionImport(collection, planner, stager, importer);
  }

  @Override
  public void cleanUp() {
    try {
      BackupRemover.deleteBelow(environment.milvusStorage().store(), staging);
    } catch (BackupException e) {
      LOG.warn("Cannot remove the staging files of a restore at {}", staging, e);
    }
  }
}
