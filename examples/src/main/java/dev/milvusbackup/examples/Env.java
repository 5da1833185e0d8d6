package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The addresses of the servers: environment variables, as {@code dev/servers run} sets them. */
final class Env {

  /** A program that has just started may be slow on a busy machine. */
  private static final Duration LONGEST_CONNECT = Duration.ofMinutes(1);

  private Env() {}

  /** An environment variable, or the default shown in the README. */
  static String env(String name, String otherwise) {
    return find(name).orElse(otherwise);
  }

  static MilvusConnection connection() {
    MilvusConnection connection =
        MilvusConnection.at(env("MILVUS_URI", "http://localhost:19530"))
            .withConnectTimeout(LONGEST_CONNECT)
            .withCredentials(env("MILVUS_USER", "root"), env("MILVUS_PASSWORD", "Milvus"));
    return find("MILVUS_CA_CERT")
        .map(Path::of)
        .map(connection::withCaCertificate)
        .orElse(connection);
  }

  /** Milvus's own folder if one is set, otherwise its bucket. */
  static ObjectStore milvusStorage() {
    return find("MILVUS_LOCAL_PATH")
        .<ObjectStore>map(p -> FileSystemObjectStore.at(Path.of(p)))
        .orElseGet(Env::bucket);
  }

  /** Empty for Amazon, the address of any other service. */
  static StoreOptions s3Options() {
    return find("S3_ENDPOINT")
        .map(endpoint -> StoreOptions.none().with(StoreOptions.ENDPOINT, endpoint))
        .orElse(StoreOptions.none());
  }

  /** A client for backups to any store. */
  static BackupClient backupClient(ObjectStore milvusStorage, ObjectStore backups) {
    return BackupClient.builder()
        .milvus(connection())
        .milvusStorage(milvusStorage)
        .backupStorage(backups)
        .build();
  }

  /** Milvus's own Java client, which fills and reads the collections. */
  static MilvusClientV2 milvus() {
    try {
      return new MilvusClientV2(sdkConfig());
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Cannot connect to Milvus at %s: %s. Is MILVUS_URI right?"
              .formatted(connection().uri(), e.getMessage()),
          e);
    }
  }

  private static ConnectConfig sdkConfig() {
    ConnectConfig.ConnectConfigBuilder config =
        ConnectConfig.builder()
            .uri(connection().uri().toString())
            .connectTimeoutMs(LONGEST_CONNECT.toMillis())
            .username(env("MILVUS_USER", "root"))
            .password(env("MILVUS_PASSWORD", "Milvus"));
    find("MILVUS_CA_CERT").ifPresent(config::caPemPath);
    return config.build();
  }

  private static ObjectStore bucket() {
    return MinioObjectStore.builder()
        .endpoint(env("MINIO_ENDPOINT", "http://localhost:9000"))
        .credentials(env("MINIO_ACCESS_KEY", "minioadmin"), env("MINIO_SECRET_KEY", "minioadmin"))
        .bucket(env("MILVUS_BUCKET", "a-bucket"))
        .prefix(env("MILVUS_ROOT_PATH", "files"))
        .build();
  }

  private static Optional<String> find(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
