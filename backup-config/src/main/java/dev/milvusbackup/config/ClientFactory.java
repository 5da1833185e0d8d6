package dev.milvusbackup.config;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupClientBuilder;

/** Opens clients from a configuration. */
final class ClientFactory {

  private ClientFactory() {}

  static BackupClient open(BackupConfig config, int collections) {
    StorageSettings milvus = config.milvusStorage();
    BackupClientBuilder builder =
        BackupClient.builder()
            .milvus(config.milvus().connection())
            .limits(
                l ->
                    l.concurrentCollections(collections)
                        .concurrentCopies(config.concurrency().copies())
                        .concurrentImports(config.concurrency().importJobs()));
    milvus.rootSeenByMilvus().ifPresent(builder::rootSeenByMilvus);
    milvus.use(builder::milvusStorage);
    config.backupStorage().use(builder::backupStorage);
    return builder.build();
  }
}
