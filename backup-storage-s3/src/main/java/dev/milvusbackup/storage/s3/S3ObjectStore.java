package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.s3api.S3Api;
import dev.milvusbackup.storage.s3api.S3CompatibleStore;
import dev.milvusbackup.storage.s3api.S3Service;
import dev.milvusbackup.storage.s3api.S3Tuning;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, or a prefix in one, accessed with the AWS SDK: Amazon S3, or another service with its
 * protocol.
 *
 * <p>Timeouts are 5 s for connecting and 60 s for each read; up to 128 calls run concurrently.
 * Objects above 64 MiB are uploaded in parts of 64 MiB (or larger parts if there would be more than
 * 10,000); all bodies are streamed.
 */
public final class S3ObjectStore extends S3CompatibleStore {

  static final S3Tuning TUNING = S3Tuning.withUploadParts(64 << 20);

  S3ObjectStore(S3Api api, StoreLocation location, S3Tuning tuning) {
    super(api, location, "s3://" + location.container(), tuning);
  }

  /**
   * Returns a builder for a store.
   *
   * @return a builder
   */
  public static S3ObjectStoreBuilder builder() {
    return new S3ObjectStoreBuilder();
  }

  /**
   * Returns a store that uses an existing client and does not close it. Configure the HTTP client
   * for as many connections as there are concurrent copies.
   *
   * @param client the client; its endpoint override or its region identifies the service
   * @param bucket the bucket
   * @param prefix the root of the store in the bucket; null or empty for the whole bucket
   * @return the store
   * @throws IllegalArgumentException if the prefix is not valid
   */
  public static S3ObjectStore of(S3Client client, String bucket, @Nullable String prefix) {
    String region = client.serviceClientConfiguration().region().id();
    String service =
        client
            .serviceClientConfiguration()
            .endpointOverride()
            .map(S3Service::of)
            .orElseGet(() -> S3Service.ofAmazon(region));
    StoreLocation location = new StoreLocation(service, bucket, S3Service.prefix(prefix));
    return new S3ObjectStore(new S3ClientApi(new CheckedClient(client), false), location, TUNING);
  }
}
