package dev.milvusbackup.server;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.config.BackupConfig;
import dev.milvusbackup.config.ServerSettings;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Optional;

/** Opens the client and stores of a configuration and starts a server for them. */
final class ConfiguredServer {

  private ConfiguredServer() {}

  static BackupServer start(BackupConfig config, int port) {
    ObjectStore backups = config.backupStorage().open();
    ObjectStore milvusStorage = config.milvusStorage().open();
    BackupClient client = config.openClient();
    ServerBackend backend =
        new ServerBackend(
            client,
            backups,
            Optional.of(milvusStorage),
            Optional.of(store -> clientAt(config, store)));
    BackupServerBuilder builder =
        settings(BackupServer.builder(backend).creates(config.creates()), config.server());
    return builder.port(port).owning(client).owning(milvusStorage).owning(backups).start();
  }

  private static BackupClient clientAt(BackupConfig config, ObjectStore store) {
    return config.withBackupRoot(store.location().root()).openClient();
  }

  private static BackupServerBuilder settings(
      BackupServerBuilder builder, ServerSettings settings) {
    settings.address().ifPresent(builder::address);
    if (settings.token().isPresent()) {
      builder.token(settings.token().value());
    }
    if (settings.allowRemoteWithoutToken()) {
      builder.exposedWithoutToken();
    }
    settings.tls().ifPresent(tls -> builder.tls(tls.certificate(), tls.key()));
    if (!settings.swaggerBasePath().isEmpty()) {
      builder.basePath(settings.swaggerBasePath());
    }
    return builder;
  }
}
