package dev.milvusbackup.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.BucketNotFoundException;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.storage.s3api.S3Tuning;
import dev.milvusbackup.testkit.ObjectStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests the additional duties of stores on S3-like services. Requires a real server. */
public abstract class S3StoreContract extends ObjectStoreContract {

  private static final int MIB = 1 << 20;
  private static final S3Tuning SMALL = new S3Tuning(5 * MIB, 6 * MIB, 5 * MIB, 3);
  private static final ObjectKey A = ObjectKey.of("a");
  private static final ObjectBody BODY = ObjectBody.of(new byte[] {1, 2, 3});

  private static final Set<String> BUCKETS = ConcurrentHashMap.newKeySet();

  private final String prefix = "test/" + UUID.randomUUID();

  /** For subclasses. */
  protected S3StoreContract() {}

  /**
   * Opens a store.
   *
   * @param server the server
   * @param bucket the bucket
   * @param prefix the root in the bucket
   * @param tuning the sizes of parts and pages
   * @return the store
   */
  protected abstract ObjectStore open(
      S3TestServer server, String bucket, String prefix, S3Tuning tuning);

  /**
   * Creates a bucket if it does not exist.
   *
   * @param server the server
   * @param bucket the name of the bucket
   */
  protected abstract void createBucket(S3TestServer server, String bucket);

  /**
   * Counts the multipart uploads that were neither completed nor aborted.
   *
   * @param server the server
   * @param bucket the bucket
   * @param path the full path of the object
   * @return the number of uploads
   */
  protected abstract int unfinishedUploads(S3TestServer server, String bucket, String path);

  /**
   * Returns the display name of a bucket.
   *
   * @param server the server
   * @param bucket the bucket
   * @return a name such as {@code s3://bucket}
   */
  protected abstract String bucketName(S3TestServer server, String bucket);

  @Override
  protected final ObjectStore newStore() {
    return open("bucket-a", S3Tuning.withUploadParts(8 * MIB));
  }

  @Test
  final void uploadsLargeObjectsInParts() throws IOException {
    byte[] content = random(12 * MIB + 3);
    try (ObjectStore store = open("bucket-a", SMALL)) {
      for (PutMode mode : List.of(PutMode.CREATE_NEW, PutMode.REPLACE)) {
        ObjectInfo stored = store.put(A, ObjectBody.of(content), mode);
        assertThat(stored).isEqualTo(ObjectInfo.of(A, content.length));
        assertThat(store.stat(A))
            .hasValueSatisfying(
                stat -> {
                  assertThat(stat.size()).isEqualTo(content.length);
                  assertThat(stat.digest()).isEmpty();
                  assertThat(stat.etag()).hasValueSatisfying(tag -> assertThat(tag).contains("-"));
                });
        assertThat(read(store, A)).isEqualTo(content);
      }
    }
  }

  @Test
  final void exactlyOneOfManyConcurrentMultipartCreatorsSucceeds() {
    AtomicInteger won = new AtomicInteger();
    try (ObjectStore store = open("bucket-a", SMALL)) {
      IntStream.range(0, 4).parallel().forEach(i -> won.addAndGet(create(store, i)));
    }
    assertThat(won).hasValue(1);
    assertThat(unfinishedUploads(S3TestServer.shared(), "bucket-a", prefix + "/a")).isZero();
  }

  @Test
  final void aFailedUploadLeavesNoParts() {
    byte[] content = random(12 * MIB);
    ObjectBody tooShort =
        new ObjectBody() {
          @Override
          public long size() {
            return content.length + 1L;
          }

          @Override
          public InputStream open() throws IOException {
            return ObjectBody.of(content).open();
          }
        };
    try (ObjectStore store = open("bucket-a", SMALL)) {
      assertThatThrownBy(() -> store.put(A, tooShort, PutMode.REPLACE))
          .isExactlyInstanceOf(StorageException.class)
          .hasMessageContaining("its content has only 12582912 bytes (announced: 12582913)");
      assertThat(store.stat(A)).isEmpty();
    }
    assertThat(unfinishedUploads(S3TestServer.shared(), "bucket-a", prefix + "/a")).isZero();
  }

  @Test
  final void copiesAcrossBucketsWithADigest() {
    try (ObjectStore source = open("bucket-a", SMALL);
        ObjectStore target = open("bucket-b", SMALL)) {
      ObjectKey from = ObjectKey.of("%41 b+ü&/x?y#.bin");
      ObjectInfo stored = source.put(from, BODY, PutMode.REPLACE);

      ObjectInfo copied = Objects.requireNonNull(target.copyFrom(source, stored, A));

      assertThat(copied.size()).isEqualTo(3);
      assertThat(copied.digest()).isEqualTo(stored.digest());
      assertThat(stored.digest())
          .contains(new Digest(Digest.MD5, "5289df737df57326fcdd22597afb1fac"));
      assertThat(copied.etag()).contains("5289df737df57326fcdd22597afb1fac");
      assertThat(target.stat(A)).map(stat -> stat.withLastModified(null)).contains(copied);
      assertThat(list(target))
          .extracting(listed -> listed.withLastModified(null))
          .containsExactly(copied);
    }
  }

  @Test
  final void copiesLargeObjectsInParts() throws IOException {
    byte[] content = random(12 * MIB + 3);
    try (ObjectStore source = open("bucket-a", S3Tuning.withUploadParts(16 * MIB));
        ObjectStore target = open("bucket-b", SMALL)) {
      ObjectInfo stored = source.put(A, ObjectBody.of(content), PutMode.REPLACE);

      assertThat(target.copyFrom(source, stored, A)).isEqualTo(ObjectInfo.of(A, content.length));
      assertThat(read(target, A)).isEqualTo(content);
    }
  }

  @Test
  final void declinesToCopyAnObjectThatItCannotRead() {
    S3TestServer stranger = S3TestServer.shared().as("nobody", "wrong-secret");
    try (ObjectStore source = open("bucket-a", SMALL);
        ObjectStore target = open(stranger, "bucket-a", prefix, SMALL)) {
      ObjectInfo stored = source.put(A, BODY, PutMode.REPLACE);
      assertThat(target.copyFrom(source, stored, ObjectKey.of("b"))).isNull();
    }
  }

  @Test
  final void fetchesAllPagesOfAListing() {
    try (ObjectStore store = open("bucket-a", SMALL)) {
      List<ObjectKey> keys =
          IntStream.range(0, 10).mapToObj(i -> ObjectKey.of("d/" + i + "/x y")).toList();
      keys.forEach(key -> store.put(key, BODY, PutMode.REPLACE));

      assertThat(list(store)).extracting(ObjectInfo::key).containsExactlyElementsOf(keys);
      try (Stream<ObjectKey> directories = store.directories(ObjectKey.of("d"))) {
        assertThat(directories.map(ObjectKey::path))
            .containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> "d/" + i).toList());
      }
    }
  }

  @Test
  final void manyStreamsCanBeOpenSimultaneously() throws IOException {
    try (ObjectStore store = open("bucket-a", S3Tuning.withUploadParts(8 * MIB))) {
      store.put(A, ObjectBody.of(random(4 * MIB)), PutMode.REPLACE);
      List<InputStream> open = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        open.add(store.open(A, 0, Long.MAX_VALUE));
      }
      for (InputStream in : open) {
        in.close();
      }
      assertThat(store.stat(A)).isPresent();
    }
  }

  @Test
  final void aMissingBucketIsReportedByName() {
    S3TestServer server = S3TestServer.shared();
    String name = bucketName(server, "no-such-bucket") + "/files";
    try (ObjectStore store = open(server, "no-such-bucket", "files", SMALL)) {
      for (ThrowingCallable call : allCalls(store)) {
        assertThatThrownBy(call)
            .isInstanceOf(BucketNotFoundException.class)
            .hasMessageStartingWith("Cannot ")
            .hasMessageContaining(name);
      }
      assertThatThrownBy(() -> store.list(ObjectKey.ROOT))
          .hasMessage(
              "Cannot list %s: the bucket 'no-such-bucket' does not exist. Create it or correct the bucket name."
                  .formatted(name));
    }
  }

  @Test
  final void wrongCredentialsAreReportedWithoutSecrets() {
    S3TestServer server = S3TestServer.shared();
    Map<S3TestServer, String> advices =
        Map.of(
            server.as("nobody", "wrong-secret"), "Check the access key",
            server.as(server.accessKey(), "wrong-secret"), "Check the secret key");
    for (S3TestServer wrong : advices.keySet()) {
      try (ObjectStore store = open(wrong, "bucket-a", prefix, SMALL)) {
        for (ThrowingCallable call : allCalls(store)) {
          assertThatThrownBy(call)
              .isInstanceOf(StoreAccessDeniedException.class)
              .hasMessageContaining(advices.get(wrong))
              .satisfies(e -> assertThat(printed(e)).doesNotContain("wrong-secret", "Signature="));
        }
        assertThat(store.toString() + store.displayName() + store.location())
            .doesNotContain("wrong-secret", "nobody");
      }
    }
  }

  @Test
  final void anUnreachableServiceIsReportedAsUnavailable() {
    S3TestServer nowhere = S3TestServer.shared().at("http://127.0.0.1:1");
    try (ObjectStore store = open(nowhere, "bucket-a", prefix, SMALL)) {
      for (ThrowingCallable call : allCalls(store)) {
        assertThatThrownBy(call)
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessageContaining("http://127.0.0.1:1 does not answer")
            .hasMessageEndingWith("Check the address and that the service is running.");
      }
    }
  }

  private List<ThrowingCallable> allCalls(ObjectStore store) {
    ObjectBody large = ObjectBody.of(new byte[6 * MIB]);
    return List.of(
        () -> store.put(A, BODY, PutMode.REPLACE),
        () -> store.put(A, BODY, PutMode.CREATE_NEW),
        () -> store.put(A, large, PutMode.REPLACE),
        () -> store.open(A, 0, 1).close(),
        () -> store.stat(A),
        () -> store.list(ObjectKey.ROOT),
        () -> store.directories(ObjectKey.of("d")),
        () -> store.delete(List.of(A)));
  }

  private ObjectStore open(String bucket, S3Tuning tuning) {
    S3TestServer server = S3TestServer.shared();
    if (BUCKETS.add(server.endpoint() + "/" + bucket)) {
      createBucket(server, bucket);
    }
    return open(server, bucket, prefix, tuning);
  }

  private static int create(ObjectStore store, int seed) {
    try {
      store.put(A, ObjectBody.of(random(6 * MIB + seed)), PutMode.CREATE_NEW);
      return 1;
    } catch (ObjectExistsException e) {
      return 0;
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(ObjectStore store, ObjectKey key) throws IOException {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    }
  }

  private static List<ObjectInfo> list(ObjectStore store) {
    try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
      return objects.toList();
    }
  }

  private static String printed(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t).append('\n');
    }
    return all.toString();
  }
}
