package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.OnError;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.RbacMeta;
import dev.milvusbackup.internal.milvus.ServerVersion;
import java.util.List;
import java.util.Optional;

/** What is to be backed up, and where to. */
record BackupPlan(
    BackupLayout layout,
    ServerVersion server,
    BackupStrategy strategy,
    OnError onError,
    Optional<RbacMeta> rbac,
    List<DatabaseBackupInfo> databases,
    List<CollectionName> collections) {

  BackupPlan with(BackupStrategy other) {
    return new BackupPlan(layout, server, other, onError, rbac, databases, collections);
  }
}
