package dev.milvusbackup.config;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;

/**
 * A configuration, whichever schema it was written in. Can be printed: it shows no secrets.
 *
 * @param milvus where Milvus is
 * @param milvusStorage where Milvus keeps its data
 * @param backupStorage where backups are kept
 * @param concurrency how much is done at once
 * @param server the REST server
 * @param log what is logged
 */
public record BackupConfig(
    MilvusSettings milvus,
    StorageSettings milvusStorage,
    StorageSettings backupStorage,
    ConcurrencySettings concurrency,
    ServerSettings server,
    LogSettings log) {

  /**
   * The same with the backups in another place of the same service.
   *
   * @param root the path in the bucket, or the folder
   * @return another configuration
   * @throws InvalidRequestException if the root leads upwards by {@code ..}
   */
  public BackupConfig withBackupRoot(String root) {
    if (List.of(root.split("[/\\\\]")).contains("..")) {
      throw new InvalidRequestException(
          "Cannot use backup root '%s': it holds '..'. Write the path itself.".formatted(root));
    }
    return withBackupStorage(backupStorage.withRoot(root));
  }

  /**
   * The same with the backups in another bucket of the same service.
   *
   * @param bucket the bucket
   * @return another configuration
   * @throws InvalidRequestException if that is no name of a bucket
   */
  public BackupConfig withBackupBucket(String bucket) {
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new InvalidRequestException(
          "Cannot use a bucket: the name is not one. Write letters, digits, '.', '_' and '-'.");
    }
    return withBackupStorage(backupStorage.withBucket(bucket));
  }

  private BackupConfig withBackupStorage(StorageSettings storage) {
    return new BackupConfig(milvus, milvusStorage, storage, concurrency, server, log);
  }
}
