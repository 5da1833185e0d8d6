package dev.milvusbackup.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.milvus.MilvusContainer;

/**
 * The same servers in containers, where the packaged ones do not run (macOS, arm64) but a Docker
 * engine answers. Testcontainers removes them when this JVM ends.
 */
final class DockerServers {

  private static final String MILVUS = "milvusdb/milvus:v2.3.5";
  private static final String MINIO = "minio/minio:latest";
  private static final String ALIAS = "minio";

  private DockerServers() {}

  static boolean canBeHad() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Starts MinIO and two Milvus, and describes them as {@code dev/servers} does. */
  @SuppressWarnings("resource") // Testcontainers closes them
  static JsonNode start() {
    Network network = Network.newNetwork();
    MinIOContainer minio = new MinIOContainer(MINIO).withNetwork(network).withNetworkAliases(ALIAS);
    minio.start();
    MilvusContainer onMinio =
        new MilvusContainer(MILVUS)
            .withNetwork(network)
            .withEnv("COMMON_STORAGETYPE", "minio")
            .withEnv("MINIO_ADDRESS", ALIAS + ":9000")
            .withEnv("MINIO_ACCESS_KEY_ID", minio.getUserName())
            .withEnv("MINIO_SECRET_ACCESS_KEY", minio.getPassword());
    onMinio.start();
    // Milvus and the tests see their folders by the same paths.
    String temp = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().toString();
    String data = temp + "/milvus-backup-docker-" + ProcessHandle.current().pid();
    MilvusContainer local =
        new MilvusContainer(MILVUS)
            .withFileSystemBind(temp, temp, BindMode.READ_WRITE)
            .withEnv("LOCALSTORAGE_PATH", data)
            .withEnv("DATACOORD_ENABLECOMPACTION", "false");
    local.start();
    return describe(minio, onMinio, local, data);
  }

  private static JsonNode describe(
      MinIOContainer minio, MilvusContainer onMinio, MilvusContainer local, String data) {
    return new JsonMapper()
        .valueToTree(
            Map.of(
                "minio",
                Map.of(
                    "endpoint", minio.getS3URL(),
                    "accessKey", minio.getUserName(),
                    "secretKey", minio.getPassword()),
                "milvus",
                Map.of(
                    "onminio",
                    Map.of(
                        "uri", onMinio.getEndpoint(),
                        "storage", "minio",
                        "bucket", "a-bucket",
                        "rootPath", "files"),
                    "local",
                    Map.of("uri", local.getEndpoint(), "storage", "local", "localPath", data))));
  }
}
