package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * The result of a successful {@link ConnectionCheck}.
 *
 * @param config the configuration that was checked
 * @param milvusVersion the version that Milvus reports
 * @param milvusRootEmpty whether nothing is stored under the root path of Milvus, which is then
 *     probably wrong
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
   * Formats the report like the Go tool does, with a line about copies.
   *
   * @return several lines of text
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
