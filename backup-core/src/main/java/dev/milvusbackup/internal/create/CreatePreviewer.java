package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.data.DataExport;
import dev.milvusbackup.internal.data.ExportEstimate;
import dev.milvusbackup.internal.data.ExportEstimate.CollectionEstimate;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreProbe;
import java.time.Duration;

/** Describes what a create would do, and checks that the backup store can be written. */
record CreatePreviewer(ObjectStore backups, DataExport export) {

  private static final long BYTES_PER_SECOND = 100_000_000;

  BackupPreview preview(BackupRequest request, BackupPlan plan, JobContext job) {
    StoreProbe.run(backups);
    ExportEstimate estimate = export.estimate(plan, job);
    long bytes = estimate.collections().stream().mapToLong(c -> c.bytes() - c.bytesReused()).sum();
    return BackupPreview.builder(plan.layout().name().value())
        .milvusVersion(plan.server().text())
        .store(backups.displayName())
        .collections(estimate.collections().stream().map(CreatePreviewer::collection).toList())
        .lockRequests(BackupLocker.requests(request, objects(estimate)))
        .estimate(estimate.preparation().plus(Duration.ofSeconds(bytes / BYTES_PER_SECOND)))
        .build();
  }

  private static long objects(ExportEstimate estimate) {
    return estimate.collections().stream().mapToLong(CollectionEstimate::objects).sum();
  }

  private static BackupPreview.CollectionPreview collection(CollectionEstimate estimate) {
    return BackupPreview.CollectionPreview.builder(estimate.name())
        .segments(estimate.segments())
        .objects(estimate.objects())
        .rows(estimate.rows())
        .bytes(estimate.bytes())
        .bytesReused(estimate.bytesReused())
        .build();
  }
}
