package dev.milvusbackup.internal.data;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.OnError;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.TemporaryStorageException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.metadata.RbacMeta;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The collections to back up, and the target.
 *
 * @param leftOut collections that an unfinished restore fills, and that were not named
 */
public record BackupPlan(
    BackupLayout layout,
    ServerVersion server,
    Options options,
    ServerObjects objects,
    List<CollectionName> collections,
    List<CollectionName> leftOut) {

  /** What belongs to no collection. */
  public record ServerObjects(Optional<RbacMeta> rbac, List<DatabaseBackupInfo> databases) {}

  /** What the user says of the backup. */
  public record Notes(String description, Map<String, String> labels) {}

  /** What the request chose. */
  public record Options(
      BackupMode mode,
      BackupStrategy strategy,
      OnError onError,
      boolean acceptRowDifferences,
      boolean incremental,
      Notes notes) {

    Options with(BackupStrategy other) {
      return new Options(mode, other, onError, acceptRowDifferences, incremental, notes);
    }
  }

  public Optional<RbacMeta> rbac() {
    return objects.rbac;
  }

  public List<DatabaseBackupInfo> databases() {
    return objects.databases;
  }

  public BackupMode mode() {
    return options.mode;
  }

  public BackupStrategy strategy() {
    return options.strategy;
  }

  /** Whether the backup shares objects with others. */
  public boolean incremental() {
    return options.incremental;
  }

  /**
   * Whether a collection is left out after this failure. An outage, refused credentials and a full
   * temporary disk are no fault of the collection, and would fail the others too.
   */
  public boolean skips(BackupException failure) {
    return options.onError == OnError.SKIP
        && !failure.retryable()
        && !(failure instanceof MilvusAuthenticationException)
        && !(failure instanceof TemporaryStorageException);
  }

  public BackupPlan with(BackupStrategy other) {
    return new BackupPlan(layout, server, options.with(other), objects, collections, leftOut);
  }
}
