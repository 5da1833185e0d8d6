package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * The result of a successful {@link ConnectionCheck}.
 *
 * @param config the checked configuration
 * @param milvusVersion the version that Milvus reports
 * @param milvusRootEmpty whether Milvus's root path is empty, which probably means that it is wrong
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
   * The report in the form of the Go tool, with the way of copying.
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
