package dev.milvusbackup.junit5;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.milvus.MilvusContainer;

/** Milvus on MinIO, in containers. Testcontainers also removes them if this JVM dies. */
record MilvusContainers(Network network, MinIOContainer minio, MilvusContainer milvus)
    implements MilvusServer {

  private static final String MILVUS_IMAGE = "milvusdb/milvus:v2.3.5";
  private static final String MINIO_IMAGE = "minio/minio:RELEASE.2023-03-20T20-16-18Z";
  private static final String MINIO_HOST = "minio";
  private static final int MINIO_PORT = 9000;

  @SuppressWarnings("resource") // Closed by close().
  static MilvusContainers start() {
    Network network = Network.newNetwork();
    MinIOContainer minio =
        new MinIOContainer(MINIO_IMAGE).withNetwork(network).withNetworkAliases(MINIO_HOST);
    MilvusContainer milvus =
        new MilvusContainer(MILVUS_IMAGE)
            .withNetwork(network)
            .withEnv("COMMON_STORAGETYPE", "minio")
            .withEnv("MINIO_ADDRESS", MINIO_HOST + ":" + MINIO_PORT)
            .withEnv("MINIO_ACCESS_KEY_ID", minio.getUserName())
            .withEnv("MINIO_SECRET_ACCESS_KEY", minio.getPassword());
    MilvusContainers containers = new MilvusContainers(network, minio, milvus);
    try {
      minio.start();
      milvus.start();
      return containers;
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  @Override
  public MilvusConnection connection() {
    return MilvusConnection.at(milvus.getEndpoint());
  }

  @Override
  public ObjectStore openStorage() {
    String uri =
        "minio://%s:%d/a-bucket/files".formatted(minio.getHost(), minio.getMappedPort(MINIO_PORT));
    return ObjectStores.open(
        URI.create(uri), StoreOptions.credentials(minio.getUserName(), minio.getPassword()));
  }

  @Override
  public Optional<String> logTail(int lines) {
    String[] all = milvus.getLogs().split("\n");
    return Optional.of(
        String.join("\n", Arrays.asList(all).subList(Math.max(0, all.length - lines), all.length)));
  }

  @Override
  public void close() {
    milvus.stop();
    minio.stop();
    network.close();
  }
}
