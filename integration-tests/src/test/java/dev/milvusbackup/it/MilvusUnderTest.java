package dev.milvusbackup.it;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupClientBuilder;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import dev.milvusbackup.testkit.ServerStartException;
import dev.milvusbackup.testkit.internal.DevServers;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.database.request.CreateDatabaseReq;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/** A real Milvus and where it keeps its segments. */
final class MilvusUnderTest implements AutoCloseable {

  static final Duration LONGEST_CONNECT = Duration.ofMinutes(2);

  private static final String UNDISTURBED =
      ",storage=local,set.dataCoord.enableCompaction=false,set.dataNode.segment.insertBufSize=1048576";

  private static final AtomicInteger THREADS = new AtomicInteger();

  /** The classes of one thread share one of the two, so all tests of a class have the same. */
  private static final ThreadLocal<String> LOCAL =
      ThreadLocal.withInitial(() -> THREADS.getAndIncrement() % 2 == 0 ? "local" : "local-2");

  private static @Nullable JsonNode servers;

  private final JsonNode milvus;
  private final JsonNode minio;
  private final MilvusClientV2 client;
  private final List<MilvusClientV2> others = new ArrayList<>();
  private final boolean shared;

  private MilvusUnderTest(JsonNode milvus, JsonNode minio, boolean shared) {
    this.milvus = milvus;
    this.minio = minio;
    this.shared = shared;
    this.client = connect("default");
  }

  /**
   * One start for all tests of this JVM: MinIO, a Milvus on it as it comes, and two on local
   * folders without compaction, which would merge the segments that tests make on purpose. Two,
   * since one works on one import at a time. Or the one that the environment names.
   */
  private static synchronized JsonNode servers() {
    if (servers == null) {
      servers = GivenMilvus.isThere() ? GivenMilvus.describe() : startServers();
    }
    return servers;
  }

  private static JsonNode startServers() {
    try {
      return DevServers.shared(
              "minio",
              "milvus:name=local" + UNDISTURBED,
              "milvus:name=local-2" + UNDISTURBED,
              "milvus:name=onminio,storage=minio")
          .description();
    } catch (TestAbortedException | ServerStartException e) {
      if (DockerServers.canBeHad()) {
        return DockerServers.start();
      }
      throw e;
    }
  }

  static MilvusUnderTest onLocalStorage() {
    return named(servers().path("milvus").has(LOCAL.get()) ? LOCAL.get() : "local");
  }

  static MilvusUnderTest onMinio() {
    return named("onminio");
  }

  /** A Milvus of servers that a test has started for itself. */
  static MilvusUnderTest of(DevServers own, String name) {
    JsonNode all = own.description();
    return new MilvusUnderTest(all.path("milvus").path(name), all.path("minio"), false);
  }

  static MilvusUnderTest named(String name) {
    JsonNode all = servers();
    return new MilvusUnderTest(all.path("milvus").path(name), all.path("minio"), true);
  }

  String uri() {
    return milvus.path("uri").asText();
  }

  MilvusClientV2 client() {
    return client;
  }

  /** A client of a database; closed with this. */
  MilvusClientV2 client(String database) {
    MilvusClientV2 other = connect(database);
    others.add(other);
    return other;
  }

  private MilvusClientV2 connect(String database) {
    ConnectConfig.ConnectConfigBuilder config = ConnectConfig.builder().uri(uri()).dbName(database);
    if (milvus.has("user")) {
      config.token(milvus.path("user").asText() + ":" + milvus.path("password").asText());
    }
    return new MilvusClientV2(config.build());
  }

  MilvusConnection connection() {
    MilvusConnection connection = MilvusConnection.at(uri()).withConnectTimeout(LONGEST_CONNECT);
    return milvus.has("user")
        ? connection.withCredentials(milvus.path("user").asText(), milvus.path("password").asText())
        : connection;
  }

  /** Skips the test where Milvus was not started with this setting for it. */
  static void assumeSetting(String setting) {
    Assumptions.assumeFalse(
        GivenMilvus.isThere(), "Needs a Milvus with " + setting + ", not the one of MILVUS_URI");
  }

  /** Skips the test where the Milvus of the environment keeps its data elsewhere. */
  void assumeStorage(String kind) {
    Assumptions.assumeTrue(
        milvus.path("storage").asText().equals(kind),
        "Needs a Milvus whose storage is " + kind + ", not the one of MILVUS_URI");
  }

  /** Whether it is older than a version; expectations differ. */
  boolean isBefore(int major, int minor) {
    try (BackupClient backups = backupClient().backupStorage(storage()).build()) {
      String[] numbers = backups.milvusVersion().replaceFirst("^v", "").split("[.-]", -1);
      int foundMajor = Integer.parseInt(numbers[0]);
      int foundMinor = Integer.parseInt(numbers[1]);
      return foundMajor < major || (foundMajor == major && foundMinor < minor);
    }
  }

  /** Servers before 2.4 take one directory for each import job. */
  boolean importsOneDirectoryPerJob() {
    return isBefore(2, 4);
  }

  /** Skips the test where there is no MinIO. */
  private static void assumeMinio() {
    Assumptions.assumeTrue(
        servers().has("minio"), "Needs MinIO: set MINIO_ENDPOINT beside MILVUS_URI");
  }

  void ensureDatabase(String database) {
    if (!client.listDatabases().getDatabaseNames().contains(database)) {
      client.createDatabase(CreateDatabaseReq.builder().databaseName(database).build());
    }
  }

  /** The collections of the default database. */
  List<String> collections() {
    return client.listCollections().getCollectionNames();
  }

  /** Milvus's own storage. */
  ObjectStore storage() {
    return milvus.path("storage").asText().equals("local")
        ? FileSystemObjectStore.at(Path.of(milvus.path("localPath").asText()))
        : bucket(milvus.path("bucket").asText(), milvus.path("rootPath").asText());
  }

  /** The same as a URI. */
  String storageUri() {
    return milvus.path("storage").asText().equals("local")
        ? Path.of(milvus.path("localPath").asText()).toUri().toString()
        : "%s/%s/%s"
            .formatted(
                minioEndpoint().toString().replace("http:", "minio:"),
                milvus.path("bucket").asText(),
                milvus.path("rootPath").asText());
  }

  /** The bucket of the Milvus on MinIO, whichever Milvus this is. */
  String minioBucket() {
    assumeMinio();
    return servers().path("milvus").path("onminio").path("bucket").asText();
  }

  /** A bucket that no Milvus uses. */
  String otherBucket() {
    String name = "backups-elsewhere";
    MinioClient minioClient =
        MinioClient.builder()
            .endpoint(minioEndpoint().toString())
            .credentials(minioAccessKey(), minioSecretKey())
            .build();
    try {
      if (!minioClient.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
        minioClient.makeBucket(MakeBucketArgs.builder().bucket(name).build());
      }
      return name;
    } catch (MinioException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectStore bucket(String bucket, String prefix) {
    return MinioObjectStore.builder()
        .endpoint(minioEndpoint())
        .credentials(minioAccessKey(), minioSecretKey())
        .bucket(bucket)
        .prefix(prefix)
        .build();
  }

  long collectionId(String collection) {
    return client
        .describeCollection(DescribeCollectionReq.builder().collectionName(collection).build())
        .getCollectionID();
  }

  /** Whether Milvus has written anything of a collection out yet. */
  boolean hasInsertLogs(String collection) {
    try (ObjectStore storage = storage();
        var objects = storage.list(ObjectKey.of("insert_log/" + collectionId(collection)))) {
      return objects.findFirst().isPresent();
    }
  }

  /** What restores of a backup have left in their staging areas. */
  List<String> staged(BackupManifest backup) {
    Set<String> ids =
        backup.collections().stream().map(c -> "/" + c.id() + "/").collect(Collectors.toSet());
    try (ObjectStore storage = storage();
        var objects = storage.list(ObjectKey.of("restore-staging"))) {
      return objects
          .map(o -> o.key().path())
          .filter(path -> ids.stream().anyMatch(path::contains))
          .toList();
    }
  }

  URI minioEndpoint() {
    assumeMinio();
    return URI.create(minio.path("endpoint").asText());
  }

  String minioAccessKey() {
    return minio.path("accessKey").asText();
  }

  String minioSecretKey() {
    return minio.path("secretKey").asText();
  }

  BackupClientBuilder backupClient() {
    return BackupClient.builder().milvus(connection()).milvusStorage(storage());
  }

  /** Drops what its tests have made: each collection that is loaded slows all others down. */
  @Override
  public void close() {
    if (shared) {
      Sample.dropAll(client);
      others.forEach(Sample::dropAll);
    }
    others.forEach(MilvusClientV2::close);
    client.close();
  }
}
