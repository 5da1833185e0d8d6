package dev.milvusbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.ObjectLocksContract;
import dev.milvusbackup.testkit.internal.S3TestServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

class S3LocksIT extends ObjectLocksContract {

  private final S3TestServer server = S3TestServer.shared();

  @Override
  protected ObjectStore newStore() {
    return open("locked-by-s3", true);
  }

  @Test
  void aBucketWithoutObjectLockCannotLock() {
    try (ObjectStore store = open("unlocked-by-s3", false)) {
      assertThat(store.locks()).isEmpty();
    }
  }

  private ObjectStore open(String bucket, boolean locks) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(server.endpoint()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
            .build()) {
      client.createBucket(b -> b.bucket(bucket).objectLockEnabledForBucket(locks));
    } catch (BucketAlreadyOwnedByYouException e) {
      // That is as good.
    }
    return S3ObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .prefix("prefix")
        .build();
  }
}
