package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * What a {@link ConnectionCheck} has found; it exists only if everything works.
 *
 * @param config what was tried
 * @param milvusVersion the version that Milvus tells
 * @param milvusRootEmpty whether nothing lies below Milvus's root path, which then is hardly the
 *     right one
 * @param copiedByStore whether the service copies objects itself; otherwise they pass through this
 *     process
 */
@Beta
public record CheckReport(
    BackupConfig config, String milvusVersion, boolean milvusRootEmpty, boolean copiedByStore) {

  private static final String EMPTY =
      """
      !!! Milvus root path is empty !!!
      Nothing was written there yet, or the root path is not the one in milvus.yaml.
      """;

  /**
   * The report of the Go tool, and how objects are copied.
   *
   * @return several lines
   */
  public String text() {
    StorageSettings milvus = config.milvusStorage();
    StorageSettings backups = config.backupStorage();
    return """

        Milvus version: %s
        Storage:
          milvus-storage-type: %s
          milvus-bucket: %s
          milvus-rootpath: %s
          backup-storage-type: %s
          backup-bucket: %s
          backup-rootpath: %s
        Copies: %s

        %s"""
        .formatted(
            milvusVersion,
            milvus.provider(),
            bucket(milvus),
            milvus.root(),
            backups.provider(),
            bucket(backups),
            backups.root(),
            copiedByStore ? "made by the storage" : "streamed through this process",
            milvusRootEmpty ? EMPTY : "Success!\n");
  }

  private static String bucket(StorageSettings storage) {
    return storage.isLocal() ? "" : storage.bucket();
  }
}
