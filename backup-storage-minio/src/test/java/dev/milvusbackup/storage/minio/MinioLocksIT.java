package dev.milvusbackup.storage.minio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.ObjectLocksContract;
import dev.milvusbackup.testkit.internal.S3TestServer;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import org.junit.jupiter.api.Test;

class MinioLocksIT extends ObjectLocksContract {

  private final S3TestServer server = S3TestServer.shared();

  @Override
  protected ObjectStore newStore() {
    return open("locked-by-minio", true);
  }

  @Test
  void aBucketWithoutObjectLockCannotLock() {
    try (ObjectStore store = open("unlocked-by-minio", false)) {
      assertThat(store.locks()).isEmpty();
    }
  }

  private ObjectStore open(String bucket, boolean locks) {
    try (MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(server.endpoint())
            .credentials(server.accessKey(), server.secretKey())
            .build()) {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()).join()) {
        client.makeBucket(MakeBucketArgs.builder().bucket(bucket).objectLock(locks).build()).join();
      }
    }
    return MinioObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .prefix("prefix")
        .build();
  }
}
