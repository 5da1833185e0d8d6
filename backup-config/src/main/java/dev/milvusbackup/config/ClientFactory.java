package dev.milvusbackup.config;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupClientBuilder;

/** Opens clients as a configuration describes them. Connecting waits until the first call. */
public final class ClientFactory {

  private ClientFactory() {}

  /**
   * A client with as many collections at once as the configuration allows for backups.
   *
   * @param config the configuration
   * @return the client, to be closed by the caller
   * @throws IllegalArgumentException if a store cannot be opened
   */
  public static BackupClient open(BackupConfig config) {
    return open(config, config.concurrency().backupCollections());
  }

  /**
   * A client with as many collections at once as the configuration allows for restores.
   *
   * @param config the configuration
   * @return the client, to be closed by the caller
   * @throws IllegalArgumentException if a store cannot be opened
   */
  public static BackupClient openForRestore(BackupConfig config) {
    return open(config, config.concurrency().restoreCollections());
  }

  private static BackupClient open(BackupConfig config, int collections) {
    StorageSettings milvus = config.milvusStorage();
    StorageSettings backups = config.backupStorage();
    BackupClientBuilder builder =
        BackupClient.builder()
            .milvus(config.milvus().connection())
            .milvusStorage(milvus.uri().toString(), milvus.options())
            .backupStorage(backups.uri().toString(), backups.options())
            .limits(
                l ->
                    l.concurrentCollections(collections)
                        .concurrentCopies(config.concurrency().copies())
                        .concurrentImports(config.concurrency().importJobs()));
    milvus.rootSeenByMilvus().ifPresent(builder::rootSeenByMilvus);
    return builder.build();
  }
}
