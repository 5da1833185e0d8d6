package dev.milvusbackup.storage.minio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.storage.s3api.S3Tuning;
import dev.milvusbackup.testkit.internal.S3StoreContract;
import dev.milvusbackup.testkit.internal.S3TestServer;
import io.minio.BucketExistsArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import java.net.URI;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class MinioObjectStoreIT extends S3StoreContract {

  private static final ObjectKey KEY = ObjectKey.of("a b");

  @Override
  protected ObjectStore open(S3TestServer server, String bucket, String prefix, S3Tuning tuning) {
    return MinioObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .prefix(prefix)
        .tuning(tuning)
        .build();
  }

  @Override
  protected void createBucket(S3TestServer server, String bucket) {
    try (MinioAsyncClient client = client(server)) {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()).join()) {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()).join();
      }
    }
  }

  @Override
  protected int unfinishedUploads(S3TestServer server, String bucket, String path) {
    try (MinioAsyncClient client = client(server)) {
      return client
          .listMultipartUploads(
              ListMultipartUploadsArgs.builder().bucket(bucket).prefix(path).build())
          .join()
          .result()
          .uploads()
          .size();
    }
  }

  @Override
  protected String bucketName(S3TestServer server, String bucket) {
    return "minio://" + URI.create(server.endpoint()).getAuthority() + "/" + bucket;
  }

  @Test
  void opensByUri() {
    S3TestServer server = S3TestServer.shared();
    createBucket(server, "bucket-a");
    URI uri = URI.create(bucketName(server, "bucket-a") + "/by-uri/" + UUID.randomUUID() + "/");
    StoreOptions options = StoreOptions.credentials(server.accessKey(), server.secretKey());

    try (ObjectStore store = ObjectStores.open(uri, options)) {
      store.put(KEY, ObjectBody.of(new byte[1]), PutMode.CREATE_NEW);
      assertThat(store.stat(KEY)).isPresent();
      assertThat(store.displayName() + "/").isEqualTo(uri.toString());
    }
  }

  @Test
  void leavesAClientThatItWasGivenOpen() {
    S3TestServer server = S3TestServer.shared();
    createBucket(server, "bucket-a");
    try (MinioAsyncClient client = client(server)) {
      URI endpoint = URI.create(server.endpoint());
      MinioObjectStore.of(client, endpoint, "bucket-a", "x").close();
      MinioObjectStore store = MinioObjectStore.of(client, endpoint, "bucket-a", null);

      store.put(KEY, ObjectBody.of(new byte[1]), PutMode.REPLACE);
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void copiesByOneRequest() {
    S3TestServer server = S3TestServer.shared();
    createBucket(server, "bucket-a");
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  requests.add(chain.request().method());
                  return chain.proceed(chain.request());
                })
            .build();
    try (MinioAsyncClient client = builder(server).region("us-east-1").httpClient(http).build()) {
      String prefix = "one/" + UUID.randomUUID();
      URI endpoint = URI.create(server.endpoint());
      ObjectStore store = MinioObjectStore.of(client, endpoint, "bucket-a", prefix);
      ObjectInfo stored = store.put(KEY, ObjectBody.of(new byte[1]), PutMode.REPLACE);
      requests.clear();

      ObjectInfo copied = store.copyFrom(store, stored, ObjectKey.of("copy"));

      assertThat(copied.digest()).isEqualTo(stored.digest());

      assertThat(requests).containsExactly("PUT");
    }
  }

  private static MinioAsyncClient client(S3TestServer server) {
    return builder(server).build();
  }

  private static MinioAsyncClient.Builder builder(S3TestServer server) {
    return MinioAsyncClient.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey());
  }
}
