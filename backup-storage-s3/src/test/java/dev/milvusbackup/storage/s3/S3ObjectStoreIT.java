package dev.milvusbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreOptions;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import dev.milvusbackup.storage.s3api.S3Tuning;
import dev.milvusbackup.testkit.internal.S3StoreContract;
import dev.milvusbackup.testkit.internal.S3TestServer;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

class S3ObjectStoreIT extends S3StoreContract {

  private static final ObjectKey KEY = ObjectKey.of("a b");
  private static final ObjectBody BODY = ObjectBody.of(new byte[1]);

  @Override
  protected ObjectStore open(S3TestServer server, String bucket, String prefix, S3Tuning tuning) {
    return S3ObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .prefix(prefix)
        .tuning(tuning)
        .build();
  }

  @Override
  protected void createBucket(S3TestServer server, String bucket) {
    try (S3Client client = client(server)) {
      client.createBucket(b -> b.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException e) {
      // That is as good.
    }
  }

  @Override
  protected int unfinishedUploads(S3TestServer server, String bucket, String path) {
    try (S3Client client = client(server)) {
      return client.listMultipartUploads(l -> l.bucket(bucket).prefix(path)).uploads().size();
    }
  }

  @Override
  protected String bucketName(S3TestServer server, String bucket) {
    return "s3://" + bucket;
  }

  @Test
  void copiesToAndFromAStoreOfTheMinioClient() {
    S3TestServer server = S3TestServer.shared();
    createBucket(server, "bucket-a");
    createBucket(server, "bucket-b");
    String prefix = "vendors/" + UUID.randomUUID();
    try (ObjectStore aws = open(server, "bucket-a", prefix, S3ObjectStore.TUNING);
        ObjectStore minio = minio(server, "bucket-b", prefix)) {
      assertThat(minio.location().service()).isEqualTo(aws.location().service());
      ObjectInfo stored = aws.put(KEY, BODY, PutMode.REPLACE);
      Digest digest = new Digest(Digest.MD5, "93b885adfe0da089cdf634904fd59f71");

      ObjectKey there = ObjectKey.of("there");
      ObjectInfo copied = minio.copyFrom(aws, stored, there);
      assertThat(copied.digest()).contains(digest);
      ObjectKey back = ObjectKey.of("back");
      assertThat(aws.copyFrom(minio, copied, back).digest()).contains(digest);
      assertThat(aws.stat(back)).map(ObjectInfo::size).contains(1L);
      assertThat(aws.stat(back)).flatMap(ObjectInfo::digest).contains(digest);
    }
  }

  @Test
  void opensByUri() {
    S3TestServer server = S3TestServer.shared();
    createBucket(server, "bucket-a");
    URI uri = URI.create("s3://bucket-a/by-uri/" + UUID.randomUUID());
    StoreOptions options =
        StoreOptions.credentials(server.accessKey(), server.secretKey())
            .with(StoreOptions.ENDPOINT, server.endpoint());

    try (ObjectStore store = ObjectStores.open(uri, options)) {
      store.put(KEY, BODY, PutMode.CREATE_NEW);
      assertThat(store.stat(KEY)).isPresent();
      assertThat(store.displayName()).isEqualTo(uri.toString());
    }
  }

  @Test
  void leavesAClientThatItWasGivenOpen() {
    S3TestServer server = S3TestServer.shared();
    createBucket(server, "bucket-a");
    try (S3Client client = client(server)) {
      S3ObjectStore.of(client, "bucket-a", "x").close();
      S3ObjectStore store = S3ObjectStore.of(client, "bucket-a", null);

      store.put(KEY, BODY, PutMode.REPLACE);
      assertThat(store.stat(KEY)).isPresent();
      assertThat(store.location().service()).isEqualTo(server.endpoint());
    }
  }

  private static ObjectStore minio(S3TestServer server, String bucket, String prefix) {
    return MinioObjectStore.builder()
        .endpoint(server.endpoint())
        .credentials(server.accessKey(), server.secretKey())
        .bucket(bucket)
        .prefix(prefix)
        .build();
  }

  private static S3Client client(S3TestServer server) {
    return S3Client.builder()
        .endpointOverride(URI.create(server.endpoint()))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
        .build();
  }
}
