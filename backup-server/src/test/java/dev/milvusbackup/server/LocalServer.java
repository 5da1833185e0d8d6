package dev.milvusbackup.server;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.Optional;

/** A server of this JVM for a client and a store, without the storage of a Milvus. */
record LocalServer(BackupServer server, Api api) implements AutoCloseable {

  static LocalServer start(BackupClient client, ObjectStore backups) {
    BackupServer server =
        BackupServer.builder(new ServerBackend(client, backups, Optional.empty(), Optional.empty()))
            .port(0)
            .start();
    return new LocalServer(server, new Api(server.port()));
  }

  /** A client of a Milvus that does not answer. */
  static BackupClient clientWithoutMilvus(ObjectStore backups) {
    return BackupClient.builder()
        .milvus("http://127.0.0.1:1")
        .milvusStorage(InMemoryObjectStore.create())
        .backupStorage(backups)
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
