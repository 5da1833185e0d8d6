package dev.milvusbackup.junit5;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvus;
import dev.milvusbackup.testkit.ServerStartException;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.database.request.CreateDatabaseReq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A Milvus without collections, and a folder with a backup of three: {@code books} with 40 rows,
 * {@code films} with 20, {@code archive.letters} with 10.
 */
final class TestMilvus {

  static final String GOLDEN = "golden";

  private static @Nullable TestMilvus shared;

  private final EmbeddedMilvus server;
  private final MilvusClientV2 client;
  private final Path backups;

  private TestMilvus(EmbeddedMilvus server, Path backups) {
    this.server = server;
    this.backups = backups;
    this.client = new MilvusClientV2(ConnectConfig.builder().uri(server.uri()).build());
  }

  /**
   * One for all tests of this JVM; it ends with it. Skips the tests if this machine cannot run one,
   * but not in the CI.
   */
  static synchronized TestMilvus shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static TestMilvus start() {
    try {
      Path backups = Files.createTempDirectory(Path.of("target"), "backups-").toAbsolutePath();
      TestMilvus milvus = new TestMilvus(EmbeddedMilvus.start(), backups);
      milvus.makeGolden();
      return milvus;
    } catch (ServerStartException e) {
      Assumptions.assumeTrue(
          "true".equals(System.getenv("CI")) || !e.missingOnThisMachine(), e.getMessage());
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MilvusConnection connection() {
    return server.connection();
  }

  Path backups() {
    return backups;
  }

  List<String> collections() {
    return client.listCollections().getCollectionNames();
  }

  /** An extension that works on this server. */
  MilvusBackupExtensionBuilder extension() {
    return MilvusBackupExtension.builder()
        .milvus(connection(), server.openStorage())
        .backups(backups);
  }

  private void makeGolden() {
    client.createDatabase(CreateDatabaseReq.builder().databaseName("archive").build());
    MilvusClientV2 archive =
        new MilvusClientV2(ConnectConfig.builder().uri(server.uri()).dbName("archive").build());
    Library.create(client, "books", 40);
    Library.create(client, "films", 20);
    Library.create(archive, "letters", 10);
    try (ObjectStore storage = server.openStorage();
        BackupClient backup =
            BackupClient.builder()
                .milvus(connection())
                .milvusStorage(storage)
                .backupStorage(FileSystemObjectStore.at(backups))
                .build()) {
      backup.create(b -> b.name(GOLDEN)).join();
    }
    drop(client, "books");
    drop(client, "films");
    drop(archive, "letters");
    archive.close();
  }

  private static void drop(MilvusClientV2 client, String collection) {
    client.dropCollection(DropCollectionReq.builder().collectionName(collection).build());
  }
}
