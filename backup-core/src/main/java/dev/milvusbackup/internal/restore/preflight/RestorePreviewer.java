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
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.manifest.CollectionManifest;
import java.time.Duration;
import java.util.List;

/** Describes a plan in terms of the public API. */
public record RestorePreviewer(RestoreRequest request, ImportRun imports) {

  private static final double IMPORT_BYTES_PER_SECOND = 28e6;
  private static final double STAGE_BYTES_PER_SECOND = 100e6;
  private static final double SECONDS_PER_JOB = 2;

  public RestorePreview preview(RestorePlan plan, ServerVersion server) {
    List<RestorePreview.CollectionPreview> collections =
        plan.collections().stream().map(c -> collection(c, plan.aliases())).toList();
    double seconds = collections.stream().mapToDouble(RestorePreviewer::seconds).sum();
    RestorePreview.Builder preview =
        RestorePreview.builder(request.backup().value())
            .milvusVersion(server.text())
            .newDatabases(plan.newDatabases().stream().map(DatabaseBackupInfo::dbName).toList())
            .collections(collections)
            .skipped(plan.leftOut().skipped().stream().map(Skipped::source).toList())
            .refused(plan.leftOut().refused())
            .estimate(Duration.ofMillis((long) (seconds * 1000)));
    plan.rbac().map(RbacPlan::changes).ifPresent(preview::rbac);
    return preview.build();
  }

  private RestorePreview.CollectionPreview collection(CollectionPlan plan, AliasPlan aliases) {
    CollectionManifest manifest = plan.manifest();
    CollectionImport planned = imports.of(plan);
    boolean all = request.content() == RestoreContent.ALL && plan.approach() != Approach.KEEP;
    return RestorePreview.CollectionPreview.builder(plan.source(), plan.target())
        .action(action(plan.approach()))
        .segments(all ? manifest.partitions().stream().mapToInt(p -> p.segments().size()).sum() : 0)
        .rows(all ? manifest.rowCount() : 0)
        .bytes(all ? manifest.size() : 0)
        .importJobs(all ? planned.rowJobs() : 0)
        .placement(planned.placement())
        .warnings(aliases.takenFrom(plan.target()))
        .build();
  }

  private static double seconds(RestorePreview.CollectionPreview collection) {
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
