package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.DeleteRefusedException;
import dev.milvusbackup.internal.InMemoryClient;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks.Mode;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import dev.milvusbackup.storage.s3.S3ObjectStore;
import dev.milvusbackup.testkit.internal.S3TestServer;
import io.minio.GetObjectRetentionArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.messages.Item;
import io.minio.messages.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locked backups in buckets of a real MinIO with object lock. */
class LockedBucketsIT {

  private static final CollectionName BOOKS = new CollectionName("default", "books");
  private static final Duration HOUR = Duration.ofHours(1);

  private final S3TestServer server = S3TestServer.shared();
  private final String bucket = "locked-" + UUID.randomUUID();
  private final MinioAsyncClient minio =
      MinioAsyncClient.builder()
          .endpoint(server.endpoint())
          .credentials(server.accessKey(), server.secretKey())
          .build();
  private final ObjectStore files = InMemoryObjectStore.create();
  private final InMemoryMilvus milvus = new InMemoryMilvus(InMemoryMilvus.V2_5_27, files);

  private interface Opener {
    ObjectStore open(S3TestServer server, String bucket);
  }

  static Stream<Named<Opener>> stores() {
    return Stream.of(
        Named.of("MinIO store", LockedBucketsIT::minio), Named.of("S3 store", LockedBucketsIT::s3));
  }

  @BeforeEach
  void fill() {
    minio.makeBucket(MakeBucketArgs.builder().bucket(bucket).objectLock(true).build()).join();
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 30));
    milvus.segments().flush(BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    minio.close();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aLockedBackupAndWhatItSharesGetNoDeleteMarkers(Opener opener) throws Exception {
    try (ObjectStore store = opener.open(server, bucket);
        BackupClient client = InMemoryClient.of(milvus, files, store)) {
      client.create(b -> b.name("first").incremental(true)).join();
      client.create(b -> b.name("locked").incremental(true).lockFor(HOUR)).join();
      client.create(b -> b.name("full").lockFor(HOUR, Mode.COMPLIANCE)).join();
      client.create(b -> b.name("last").incremental(true)).join();

      for (String name : List.of("locked", "full")) {
        Instant until = client.get(name).summary().lockedUntil().orElseThrow();
        assertThat(objects(client, name)).isNotEmpty();
        for (String key : objects(client, name)) {
          assertThat(retention(key)).as(key).isEqualTo(until);
        }
        assertThatThrownBy(() -> client.delete(name).join())
            .cause()
            .isInstanceOf(DeleteRefusedException.class)
            .hasMessageStartingWith(
                "Cannot delete backup '%s': it is locked until %s", name, until);
      }
      PruneReport report = client.prune(p -> p.allBackups().keepLast(1)).join();

      assertThat(report.decisions())
          .filteredOn(d -> List.of("locked", "full").contains(d.backup().name()))
          .hasSize(2)
          .allMatch(d -> d.reasons().contains(KeepReason.LOCKED));
      assertThat(report.deleted()).extracting(d -> d.name()).containsExactly("first");
      assertThat(deleteMarkers())
          .doesNotContainAnyElementsOf(objects(client, "locked"))
          .doesNotContainAnyElementsOf(objects(client, "full"))
          .doesNotContain("locked/meta/incremental.json", "full/meta/manifest.json")
          .doesNotContain("full/meta/full_meta.json", "full/meta/backup_meta.json");
      for (String name : List.of("locked", "full")) {
        assertThat(client.verify(v -> v.backup(name).depth(VerifyDepth.CONTENT)).join().findings())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aBackupGoesWhenItsLockIsOver(Opener opener) {
    try (ObjectStore store = opener.open(server, bucket);
        BackupClient client = InMemoryClient.of(milvus, files, store)) {
      BackupReport report =
          client.create(b -> b.name("short").lockFor(Duration.ofSeconds(3))).join();
      Instant until = report.manifest().summary().lockedUntil().orElseThrow();

      await()
          .ignoreExceptionsMatching(
              e ->
                  e instanceof CompletionException
                      && e.getCause() instanceof DeleteRefusedException)
          .until(() -> client.delete("short").join().objects() > 0);

      assertThat(Instant.now()).isAfterOrEqualTo(until.minusSeconds(1));
      assertThat(client.list().backups()).isEmpty();
      assertThat(client.list().incomplete()).isEmpty();
    }
  }

  /** Why the library never deletes a locked object. */
  @ParameterizedTest
  @MethodSource("stores")
  void aDeleteHidesALockedObjectWithoutDestroyingIt(Opener opener) throws Exception {
    ObjectKey key = ObjectKey.of("a");
    try (ObjectStore store = opener.open(server, bucket)) {
      store.put(key, ObjectBody.of(new byte[3]), PutMode.REPLACE);
      store.locks().orElseThrow().lock(key, Mode.GOVERNANCE, Instant.now().plus(HOUR));
      String version =
          minio
              .statObject(StatObjectArgs.builder().bucket(bucket).object("a").build())
              .join()
              .versionId();

      store.delete(List.of(key));

      assertThat(store.stat(key)).isEmpty();
      assertThat(deleteMarkers()).containsExactly("a");
      assertThatThrownBy(
              () ->
                  minio
                      .removeObject(
                          RemoveObjectArgs.builder()
                              .bucket(bucket)
                              .object("a")
                              .versionId(version)
                              .build())
                      .join())
          .hasMessageContaining("WORM");
      assertThat(
              minio
                  .statObject(
                      StatObjectArgs.builder()
                          .bucket(bucket)
                          .object("a")
                          .versionId(version)
                          .build())
                  .join()
                  .size())
          .isEqualTo(3);
    }
  }

  private static List<String> objects(BackupClient client, String backup) {
    return client.get(backup).collections().stream()
        .flatMap(collection -> collection.objects())
        .map(StoredObject::key)
        .map(Object::toString)
        .toList();
  }

  private Instant retention(String key) {
    Retention found =
        minio
            .getObjectRetention(GetObjectRetentionArgs.builder().bucket(bucket).object(key).build())
            .join();
    return found.retainUntilDate().toInstant();
  }

  private List<String> deleteMarkers() throws Exception {
    List<String> markers = new ArrayList<>();
    for (Result<Item> result :
        minio.listObjects(
            ListObjectsArgs.builder()
                .bucket(bucket)
                .recursive(true)
                .includeVersions(true)
                .build())) {
      if (result.get().isDeleteMarker()) {
        markers.add(result.get().objectName());
      }
    }
    return markers;
  }

  private static ObjectStore minio(S3TestServer server, String bucket) {
    return MinioObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .build();
  }

  private static ObjectStore s3(S3TestServer server, String bucket) {
    return S3ObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .build();
  }
}
