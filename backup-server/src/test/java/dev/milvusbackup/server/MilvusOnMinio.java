package dev.milvusbackup.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import dev.milvusbackup.testkit.internal.DevServers;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A real Milvus on a real MinIO, described by text so that another process can use it too. */
record MilvusOnMinio(
    String milvus,
    String endpoint,
    String accessKey,
    String secretKey,
    String bucket,
    String root) {

  static MilvusOnMinio shared() {
    JsonNode all = DevServers.shared("minio", "milvus:name=rest,storage=minio").description();
    JsonNode milvus = all.path("milvus").path("rest");
    return new MilvusOnMinio(
        milvus.path("uri").asText(),
        all.path("minio").path("endpoint").asText(),
        all.path("minio").path("accessKey").asText(),
        all.path("minio").path("secretKey").asText(),
        milvus.path("bucket").asText(),
        milvus.path("rootPath").asText());
  }

  static MilvusOnMinio of(String[] args) {
    return new MilvusOnMinio(args[0], args[1], args[2], args[3], args[4], args[5]);
  }

  String[] args() {
    return new String[] {milvus, endpoint, accessKey, secretKey, bucket, root};
  }

  MilvusClientV2 milvusClient() {
    return new MilvusClientV2(ConnectConfig.builder().uri(milvus).build());
  }

  ObjectStore store(String prefix) {
    return MinioObjectStore.builder()
        .endpoint(URI.create(endpoint))
        .credentials(accessKey, secretKey)
        .bucket(bucket)
        .prefix(prefix)
        .build();
  }

  BackupClient client(ObjectStore backups) {
    return BackupClient.builder()
        .milvus(MilvusConnection.at(milvus).withConnectTimeout(Duration.ofMinutes(2)))
        .milvusStorage(store(root))
        .backupStorage(backups)
        .limits(l -> l.lockLease(Duration.ofSeconds(5)))
        .build();
  }

  /** A server for the backups below a prefix of the bucket that Milvus uses too. */
  BackupServerBuilder server(String prefix) {
    return server(store(prefix));
  }

  /** The same, but no create ever ends: its last write never returns. */
  BackupServerBuilder serverWithoutEnd(String prefix) {
    return server(
        FaultyObjectStore.over(store(prefix))
            .stallWhen(
                call -> call.is(Operation.PUT) && call.touches("manifest.json"),
                new CountDownLatch(1)));
  }

  private BackupServerBuilder server(ObjectStore backups) {
    BackupClient client = client(backups);
    return BackupServer.builder(
            new ServerBackend(client, backups, Optional.of(store(root)), Optional.of(this::client)))
        .owning(client);
  }
}
