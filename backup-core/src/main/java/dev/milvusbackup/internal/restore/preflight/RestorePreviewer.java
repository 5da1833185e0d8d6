package dev.milvusbackup.internal.restore.preflight;

import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestorePreview.Action;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Skipped;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.data.AliasPlan;
import dev.milvusbackup.internal.data.CollectionImport;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RbacPlan;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.milvus.ServerVersion;
import dev.milvusbackup.manifest.CollectionManifest;
import java.time.Duration;
import java.util.List;

/** Tells in public words what a plan is going to do. */
public record RestorePreviewer(RestoreRequest request, ImportRun imports) {

  private static final double IMPORT_BYTES_PER_SECOND = 28e6;
  private static final double STAGE_BYTES_PER_SECOND = 100e6;
  private static final double SECONDS_PER_JOB = 2;

  public RestorePreview preview(RestorePlan plan, ServerVersion server) {
    List<RestorePreview.Collection> collections =
        plan.collections().stream().map(c -> collection(c, plan.aliases())).toList();
    double seconds = collections.stream().mapToDouble(RestorePreviewer::seconds).sum();
    return new RestorePreview(
        request.backup().value(),
        server.text(),
        plan.newDatabases().stream().map(DatabaseBackupInfo::dbName).toList(),
        collections,
        plan.skipped().stream().map(Skipped::source).toList(),
        plan.rbac().map(RbacPlan::changes),
        Duration.ofMillis((long) (seconds * 1000)));
  }

  private RestorePreview.Collection collection(CollectionPlan plan, AliasPlan aliases) {
    CollectionManifest manifest = plan.manifest();
    CollectionImport planned = imports.of(plan);
    boolean all = request.content() == RestoreContent.ALL && plan.approach() != Approach.KEEP;
    return new RestorePreview.Collection(
        plan.source(),
        plan.target(),
        action(plan.approach()),
        all ? manifest.partitions().stream().mapToInt(p -> p.segments().size()).sum() : 0,
        all ? manifest.rowCount() : 0,
        all ? manifest.size() : 0,
        all ? planned.rowJobs() : 0,
        planned.placement(),
        aliases.takenFrom(plan.target()));
  }

  private static double seconds(RestorePreview.Collection collection) {
    double staging =
        collection.placement() == Placement.STAGED
            ? collection.bytes() / STAGE_BYTES_PER_SECOND
            : 0;
    return staging
        + collection.bytes() / IMPORT_BYTES_PER_SECOND
        + collection.importJobs() * SECONDS_PER_JOB;
  }

  private static Action action(Approach approach) {
    return switch (approach) {
      case CREATE -> Action.CREATE;
      case REPLACE -> Action.REPLACE;
      case APPEND -> Action.APPEND;
      case KEEP -> Action.KEEP;
    };
  }
}
