package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.DeleteRefusedException;
import dev.milvusbackup.internal.InMemoryClient;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import dev.milvusbackup.storage.s3.S3ObjectStore;
import dev.milvusbackup.testkit.internal.S3TestServer;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectLockConfigurationArgs;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.ObjectLockConfiguration.RetentionDurationDays;
import io.minio.messages.RetentionMode;
import io.minio.messages.VersioningConfiguration;
import io.minio.messages.VersioningConfiguration.Status;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups in buckets of a real MinIO that keep what is deleted. */
class VersionedBucketsIT {

  private static final CollectionName BOOKS = new CollectionName("default", "books");

  private final S3TestServer server = S3TestServer.shared();
  private final MinioAsyncClient minio =
      MinioAsyncClient.builder()
          .endpoint(server.endpoint())
          .credentials(server.accessKey(), server.secretKey())
          .build();
  private final ObjectStore files = InMemoryObjectStore.create();
  private final InMemoryMilvus milvus = new InMemoryMilvus(InMemoryMilvus.V2_3_5, files);

  private enum Kind {
    PLAIN,
    VERSIONED,
    SUSPENDED,
    LOCKED
  }

  private interface Opener {
    ObjectStore open(S3TestServer server, String bucket);
  }

  static Stream<Arguments> buckets() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, Named.<Opener>of("MinIO store", VersionedBucketsIT::minio)),
                    Arguments.of(kind, Named.<Opener>of("S3 store", VersionedBucketsIT::s3))));
  }

  static Stream<Named<Opener>> openers() {
    return Stream.of(
        Named.of("MinIO store", VersionedBucketsIT::minio),
        Named.of("S3 store", VersionedBucketsIT::s3));
  }

  @AfterEach
  void close() {
    minio.close();
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void aDeletedBackupLeavesNoName(Kind kind, Opener opener) {
    String bucket = bucket(kind);
    fill();
    try (ObjectStore store = opener.open(server, bucket);
        BackupClient client = InMemoryClient.of(milvus, files, store)) {
      client.create(b -> b.name("kept")).join();
      client.create(b -> b.name("deleted")).join();
      if (kind == Kind.SUSPENDED) {
        setVersioning(bucket, Status.SUSPENDED);
      }
      client.delete("deleted").join();

      assertListed(client, "kept");
      assertThatThrownBy(() -> client.get("deleted"))
          .isInstanceOf(BackupNotFoundException.class)
          .hasMessageContaining("(it has: kept)");
      client.create(b -> b.name("deleted")).join();
      assertListed(client, "deleted", "kept");
      assertThat(client.verify(v -> v.backup("deleted")).join().findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("buckets")
  void foldersOfConsolesAreNoBackups(Kind kind, Opener opener) {
    String bucket = bucket(kind);
    for (String folder : new String[] {"folder/", ".jobs/", ".restores/", "kept/", "kept/meta/"}) {
      minio
          .putObject(
              PutObjectArgs.builder().bucket(bucket).object(folder).stream(
                      new ByteArrayInputStream(new byte[0]), 0L, -1L)
                  .build())
          .join();
    }
    fill();
    try (ObjectStore store = opener.open(server, bucket);
        BackupClient client = InMemoryClient.of(milvus, files, store)) {
      assertListed(client);
      client.create(b -> b.name("kept")).join();
      assertListed(client, "kept");
      client.delete("kept").join();
      assertListed(client);
      assertThat(store.stat(ObjectKey.of("kept"))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("openers")
  void aDefaultRetentionOfTheBucketLocksBackupsToo(Opener opener) {
    String bucket = bucket(Kind.LOCKED);
    ObjectLockConfiguration lock =
        new ObjectLockConfiguration(RetentionMode.GOVERNANCE, new RetentionDurationDays(1));
    minio
        .setObjectLockConfiguration(
            SetObjectLockConfigurationArgs.builder().bucket(bucket).config(lock).build())
        .join();
    fill();
    try (ObjectStore store = opener.open(server, bucket);
        BackupClient client = InMemoryClient.of(milvus, files, store)) {
      client.create(b -> b.name("kept")).join();

      assertThatThrownBy(() -> client.delete("kept").join())
          .cause()
          .isInstanceOf(DeleteRefusedException.class)
          .hasMessageStartingWith("Cannot delete backup 'kept': it is locked until ");
      assertListed(client, "kept");
      assertThat(client.verify(v -> v.backup("kept")).join().findings()).isEmpty();
    }
  }

  private static void assertListed(BackupClient client, String... names) {
    BackupListing listing = client.list();
    assertThat(listing.backups()).extracting(BackupSummary::name).containsExactly(names);
    assertThat(listing.incomplete()).isEmpty();
  }

  private void fill() {
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 30));
    milvus.segments().flush(BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  private String bucket(Kind kind) {
    String bucket = kind.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID();
    minio
        .makeBucket(MakeBucketArgs.builder().bucket(bucket).objectLock(kind == Kind.LOCKED).build())
        .join();
    if (kind == Kind.VERSIONED || kind == Kind.SUSPENDED) {
      setVersioning(bucket, Status.ENABLED); // only such a bucket can be suspended later
    }
    return bucket;
  }

  private void setVersioning(String bucket, Status status) {
    minio
        .setBucketVersioning(
            SetBucketVersioningArgs.builder()
                .bucket(bucket)
                .config(new VersioningConfiguration(status, null, null, null))
                .build())
        .join();
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
