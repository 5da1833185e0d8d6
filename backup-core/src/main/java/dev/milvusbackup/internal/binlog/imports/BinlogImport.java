package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.StoreLocation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports rows with import jobs: Milvus reads the binlogs of the backup. */
public final class BinlogImport implements DataImport {

  private static final Logger LOG = LoggerFactory.getLogger(BinlogImport.class);

  private final Environment environment;
  private final String milvusUri;
  private final ServerFeatures server;
  private final BinlogCompatibility compatibility;

  public BinlogImport(Environment environment, String milvusUri, ServerFeatures server) {
    this.environment = environment;
    this.milvusUri = milvusUri;
    this.server = server;
    this.compatibility = new BinlogCompatibility(environment.milvus().collections(), server);
  }

  @Override
  public void require(LoadedBackup backup) {
    compatibility.requireVersions(backup);
    environment.milvusStorage().store().location(); // a client without Milvus's storage has none
  }

  @Override
  public void require(CollectionPlan collection) {
    compatibility.require(collection);
  }

  @Override
  public void requireTarget(CollectionPlan collection) {
    compatibility.requireTarget(collection);
  }

  @Override
  public String address() {
    StoreLocation storage = environment.milvusStorage().store().location();
    return String.join(" ", milvusUri, storage.service(), storage.container(), storage.root());
  }

  @Override
  public Set<Privilege> privileges() {
    return EnumSet.of(Privilege.IMPORT);
  }

  @Override
  public boolean isAlive(CollectionName target, String job) {
    try {
      return environment.milvus().imports(server).progress(target, job).state()
          != ImportProgress.State.FAILED;
    } catch (BackupException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.info("Milvus no longer knows import job {}: {}", job, e.getMessage());
      return false;
    }
  }

  @Override
  public void settle(
      CollectionName target, List<String> jobs, Duration longest, CancelToken cancel) {
    if (!server.blocksImportsOfDroppedCollections()) {
      return;
    }
    Deadline deadline = Deadline.in(cancel, longest, SegmentImporter.LONGEST_POLL);
    if (!deadline.await(() -> jobs.stream().allMatch(job -> hasEnded(target, job)))) {
      LOG.warn(
          "Import jobs {} of {} did not end within {}. Milvus may import nothing else until they expire (rootCoord.importTaskExpiration)",
          jobs,
          target,
          longest);
    }
  }

  private boolean hasEnded(CollectionName target, String job) {
    try {
      ImportProgress.State state =
          environment.milvus().imports(server).progress(target, job).state();
      return state == ImportProgress.State.COMPLETED || state == ImportProgress.State.FAILED;
    } catch (BackupException e) {
      return !e.retryable(); // otherwise Milvus does not answer at the moment
    }
  }

  @Override
  public ImportRun start(RestorePlan plan, String restore) {
    return new BinlogImportRun(environment, server, plan, restore);
  }
}
