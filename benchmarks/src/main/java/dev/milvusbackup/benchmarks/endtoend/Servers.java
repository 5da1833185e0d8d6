package dev.milvusbackup.benchmarks.endtoend;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Limits;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.grpc.GrpcMilvusGateway;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Milvus on MinIO, backups in the same bucket; the addresses come from the variables of
 * dev/servers.
 */
public record Servers(URI milvus, URI minio, String accessKey, String secretKey, String bucket) {

  private static final String CONFIGURATION =
      """
      log:
        level: error
        console: false
        file:
          filename: LOG
      milvus:
        address: MILVUS_HOST
        port: MILVUS_PORT
        authorizationEnabled: false
        tlsMode: 0
      minio:
        storageType: minio
        address: MINIO_HOST
        port: MINIO_PORT
        accessKeyID: ACCESS_KEY
        secretAccessKey: SECRET_KEY
        useSSL: false
        bucketName: BUCKET
        rootPath: ROOT_PATH
        backupStorageType: minio
        backupAddress: MINIO_HOST
        backupPort: MINIO_PORT
        backupAccessKeyID: ACCESS_KEY
        backupSecretAccessKey: SECRET_KEY
        backupUseSSL: false
        backupBucketName: BUCKET
        backupRootPath: BACKUPS
      """;

  private static final String BACKUPS = "backup";

  public static Servers ofEnvironment() {
    return new Servers(
        URI.create(env("MILVUS_URI", "http://localhost:19530")),
        URI.create(env("MINIO_ENDPOINT", "http://localhost:9000")),
        env("MINIO_ACCESS_KEY", "minioadmin"),
        env("MINIO_SECRET_KEY", "minioadmin"),
        env("MILVUS_BUCKET", "a-bucket"));
  }

  MilvusConnection connection() {
    return MilvusConnection.at(milvus.toString());
  }

  MilvusGateway gateway() {
    return new GrpcMilvusGateway(connection(), Limits.defaults().maxOutage());
  }

  ObjectStore milvusStorage() {
    return store(rootPath());
  }

  ObjectStore backupStorage() {
    return store(BACKUPS);
  }

  /** The target of the bare copies. */
  ObjectStore bareStorage() {
    return store("bare");
  }

  /** The same servers, with MinIO reached through a proxy. */
  public Servers through(URI proxy) {
    return new Servers(milvus, proxy, accessKey, secretKey, bucket);
  }

  public BackupClient client() {
    return BackupClient.builder()
        .milvus(connection())
        .milvusStorage(milvusStorage())
        .backupStorage(backupStorage())
        .build();
  }

  /** The same places as a file that the Go tool and this project's command line read. */
  Path writeConfiguration(Path folder) throws IOException {
    String yaml = CONFIGURATION;
    Map<String, Object> values =
        Map.of(
            "LOG", folder.resolve("other-tool.log"),
            "MILVUS_HOST", milvus.getHost(),
            "MILVUS_PORT", milvus.getPort(),
            "MINIO_HOST", minio.getHost(),
            "MINIO_PORT", minio.getPort(),
            "ACCESS_KEY", accessKey,
            "SECRET_KEY", secretKey,
            "BUCKET", bucket,
            "ROOT_PATH", rootPath(),
            "BACKUPS", BACKUPS);
    for (Map.Entry<String, Object> value : values.entrySet()) {
      yaml = yaml.replaceAll(": " + value.getKey() + "\\b", ": " + value.getValue());
    }
    return Files.writeString(folder.resolve("backup.yaml"), yaml);
  }

  private static String rootPath() {
    return env("MILVUS_ROOT_PATH", "files");
  }

  private ObjectStore store(String prefix) {
    return MinioObjectStore.builder()
        .endpoint(minio)
        .credentials(accessKey, secretKey)
        .bucket(bucket)
        .prefix(prefix)
        .build();
  }

  private static String env(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
