package dev.milvusbackup.config;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupClientBuilder;

/** Opens clients from a configuration. */
final class ClientFactory {

  private ClientFactory() {}

  static BackupClient open(BackupConfig config, int collections) {
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
