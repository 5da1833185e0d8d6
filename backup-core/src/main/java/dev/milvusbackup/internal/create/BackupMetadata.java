package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.ManifestAssembler;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.manifest.BackupManifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The metadata of a whole backup. */
final class BackupMetadata {

  private BackupMetadata() {}

  static BackupInfo of(
      BackupPlan plan, List<CollectionBackupInfo> collections, String jobId, Instant started) {
    return new BackupInfo(
        jobId,
        0,
        plan.layout().name().value(),
        started.toEpochMilli(),
        collections,
        collections.stream().mapToLong(CollectionBackupInfo::size).sum(),
        plan.server().text(),
        plan.rbac().orElse(null),
        null,
        plan.databases(),
        null,
        "",
        List.of(),
        BackupInfo.format(plan.mode()),
        BackupInfo.CREATED_BY,
        plan.options().notes().description(),
        plan.options().notes().labels(),
        plan.options().incremental(),
        0);
  }

  static BackupManifest manifest(BackupLayout layout, BackupInfo info, CommitRecord commit) {
    BackupSummary summary = BackupCatalog.summary(layout.name(), info, Origin.NATIVE);
    return ManifestAssembler.assemble(layout, info, Optional.of(commit), summary);
  }
}
