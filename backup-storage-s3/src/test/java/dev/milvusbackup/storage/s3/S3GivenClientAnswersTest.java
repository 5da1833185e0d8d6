package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.internal.S3AnswersContract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** With a client of the user, which checks nothing by itself. */
class S3GivenClientAnswersTest extends S3AnswersContract {

  private final List<S3Client> clients = new ArrayList<>();

  @Override
  protected ObjectStore open(String endpoint, String bucket) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build();
    clients.add(client);
    return S3ObjectStore.of(client, bucket, null);
  }

  @Override
  protected long uploadPartBytes() {
    return S3ObjectStore.TUNING.uploadPartBytes();
  }

  @AfterEach
  void close() {
    clients.forEach(S3Client::close);
  }
}
