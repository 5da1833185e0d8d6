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
 * A bucket, or a prefix in one, accessed with the MinIO client: MinIO itself, or another service
 * with the S3 protocol.
 *
 * <p>Timeouts are 5 s for connecting and 60 s for each read; up to 128 calls run concurrently.
 * Objects above 8 MiB are uploaded in parts of 8 MiB (or larger parts if there would be more than
 * 10,000). All calls together hold at most 32 MiB of parts in memory, or one larger part; other
 * calls wait.
 */
public final class MinioObjectStore extends S3CompatibleStore {

  static final S3Tuning TUNING = S3Tuning.withUploadParts(8 << 20);

  MinioObjectStore(S3Api api, StoreLocation location, S3Tuning tuning) {
    super(api, location, bucketName(location), tuning);
  }

  /**
   * Returns a builder for a store.
   *
   * @return a builder
   */
  public static MinioObjectStoreBuilder builder() {
    return new MinioObjectStoreBuilder();
  }

  /**
   * Returns a store that uses an existing client and does not close it. Configure the HTTP client
   * for as many concurrent requests as there are copies: the default of OkHttp is 5 per host.
   *
   * <p>The store needs the asynchronous client, since {@link io.minio.MinioClient} hides the
   * requests for uploads and copies in parts. Both have the same builder.
   *
   * @param client the client
   * @param endpoint the URL of the client
   * @param bucket the bucket
   * @param prefix the root of the store in the bucket; null or empty for the whole bucket
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
