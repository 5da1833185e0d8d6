package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.s3api.S3Api;
import dev.milvusbackup.storage.s3api.S3CompatibleStore;
import dev.milvusbackup.storage.s3api.S3Service;
import dev.milvusbackup.storage.s3api.S3Tuning;
import io.minio.MinioAsyncClient;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or a prefix in one, reached with the MinIO client: MinIO itself, or another service
 * that speaks the S3 protocol.
 *
 * <p>Timeouts are 5 s for connecting and 60 s for each read; up to 128 calls go on at once. Objects
 * above 8 MiB are uploaded in parts of 8 MiB (of more where these would be over 10,000). All calls
 * together hold at most 32 MiB of parts in memory, or one that is larger; the others wait.
 */
public final class MinioObjectStore extends S3CompatibleStore {

  static final S3Tuning TUNING = S3Tuning.withUploadParts(8 << 20);

  MinioObjectStore(S3Api api, StoreLocation location, S3Tuning tuning) {
    super(api, location, bucketName(location), tuning);
  }

  /**
   * Starts describing a store.
   *
   * @return a builder
   */
  public static MinioObjectStoreBuilder builder() {
    return new MinioObjectStoreBuilder();
  }

  /**
   * A store that uses a client of yours, which stays open when the store is closed. Give it an HTTP
   * client that allows as many requests at once as you copy with: OkHttp's usual limit is 5 per
   * host.
   *
   * <p>The asynchronous client, since {@link io.minio.MinioClient} hides the requests that uploads
   * and copies in parts need. Both are built in the same way.
   *
   * @param client the client
   * @param endpoint the URL that it was built with
   * @param bucket the bucket
   * @param prefix the store's root in the bucket, or null or empty for the whole bucket
   * @return the store
   * @throws IllegalArgumentException if the endpoint, the bucket or the prefix is not valid
   */
  public static MinioObjectStore of(
      MinioAsyncClient client, URI endpoint, String bucket, @Nullable String prefix) {
    StoreLocation location =
        new StoreLocation(S3Service.of(endpoint), bucket, S3Service.prefix(prefix));
    return new MinioObjectStore(new MinioApi(client, false), location, TUNING);
  }

  private static String bucketName(StoreLocation location) {
    String authority = location.service().replaceFirst("^https?://", "");
    return "minio://" + authority + "/" + location.container();
  }
}
