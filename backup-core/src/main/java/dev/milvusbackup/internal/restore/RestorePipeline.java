package dev.milvusbackup.internal.restore;

import dev.milvusbackup.Phase;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.data.DataPaths;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.ImportRun.StagingCheck;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.restore.preflight.RestorePreflight;
import dev.milvusbackup.internal.restore.preflight.RestorePreviewer;
import dev.milvusbackup.internal.restore.preflight.RestoreSource;
import dev.milvusbackup.internal.restore.resume.PreviousRuns;
import dev.milvusbackup.internal.sharing.ReadingPin;

/** Request → source → ledger → {@link RestoreRun} → report. */
public final class RestorePipeline {

  private final Environment environment;
  private final DataPaths paths;

  public RestorePipeline(Environment environment, DataPaths paths) {
    this.environment = environment;
    this.paths = paths;
  }

  public RestoreReport run(RestoreRequest request, JobContext job) {
    long started = System.nanoTime();
    job.progress().enter(Phase.PLANNING);
    RestoreSource source = RestoreSource.open(request, environment, paths);
    try (ReadingPin pin = pin(source, job);
        RestoreLedger ledger =
            RestoreLedger.open(
                environment.locks(),
                source.identity().fingerprint(),
                "backup '" + request.backup() + "'",
                job.id(),
                job.cancel())) {
      return new RestoreRun(environment, request, source, ledger, job).execute(started);
    }
  }

  private ReadingPin pin(RestoreSource source, JobContext job) {
    BackupCatalog catalog = new BackupCatalog(environment.backups());
    return ReadingPin.of(source.backup(), catalog, environment.pins(), "restore", job);
  }

  public RestorePreview preview(RestoreRequest request, JobContext job) {
    RestoreSource source = RestoreSource.open(request, environment, paths);
    RestoreLedger ledger =
        RestoreLedger.peek(environment.backups(), source.identity().fingerprint());
    PreviousRuns previous = new PreviousRuns(environment, source.path(), ledger, request);
    RestorePlan plan = new RestorePreflight(request, source, previous, environment).plan(job);
    ImportRun imports = source.path().start(plan, job.id());
    imports.checkStaging(StagingCheck.ALWAYS, job);
    return new RestorePreviewer(request, imports).preview(plan, source.server().version());
  }
}
