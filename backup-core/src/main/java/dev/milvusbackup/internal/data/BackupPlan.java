package dev.milvusbackup.internal.data;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.OnError;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.milvus.ServerVersion;
import java.util.List;
import java.util.Optional;

/** The collections to back up, and the target. */
public record BackupPlan(
    BackupLayout layout,
    ServerVersion server,
    BackupMode mode,
    BackupStrategy strategy,
    OnError onError,
    Optional<RbacMeta> rbac,
    List<DatabaseBackupInfo> databases,
    List<CollectionName> collections) {

  /** With unavailable services every collection would fail. */
  public boolean skips(BackupException failure) {
    return onError == OnError.SKIP
        && !failure.retryable()
        && !(failure instanceof MilvusAuthenticationException);
  }

  public BackupPlan with(BackupStrategy other) {
    return new BackupPlan(layout, server, mode, other, onError, rbac, databases, collections);
  }
}
