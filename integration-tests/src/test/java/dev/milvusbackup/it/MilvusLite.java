package dev.milvusbackup.it;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.internal.DevServers;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.time.Duration;

/** The Milvus Lite that tests share; it has no storage that others could read. */
record MilvusLite(String uri, MilvusClientV2 client) implements AutoCloseable {

  /** It does one thing at a time, so tests at once only keep each other waiting. */
  static final String LOCK = "Milvus Lite";

  private static final Duration KEEP_ALIVE = Duration.ofMinutes(10);

  static MilvusLite shared() {
    String uri = DevServers.shared("lite").description().path("lite").path("uri").asText();
    // It hangs up on clients that ask more often whether it is there, and calls are then made
    // twice.
    ConnectConfig config =
        ConnectConfig.builder().uri(uri).keepAliveTimeMs(KEEP_ALIVE.toMillis()).build();
    return new MilvusLite(uri, new MilvusClientV2(config));
  }

  BackupClient backups(ObjectStore store) {
    MilvusConnection connection =
        MilvusConnection.at(uri).withConnectTimeout(MilvusUnderTest.LONGEST_CONNECT);
    return BackupClient.builder().milvus(connection).backupStorage(store).build();
  }

  /** A backup of one collection, of its name. */
  static BackupReport create(BackupClient backups, String collection) {
    return backups
        .create(b -> b.name(collection).collections(collection).mode(BackupMode.LOGICAL))
        .join();
  }

  void drop(String collection) {
    client.dropCollection(DropCollectionReq.builder().collectionName(collection).build());
  }

  @Override
  public void close() {
    client.close();
  }
}
