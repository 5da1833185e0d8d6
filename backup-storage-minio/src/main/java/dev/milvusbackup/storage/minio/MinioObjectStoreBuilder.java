package dev.milvusbackup.storage.minio;

import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.s3api.S3Service;
import dev.milvusbackup.storage.s3api.S3Tuning;
import io.minio.BucketExistsArgs;
import io.minio.MinioAsyncClient;
import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.ChainedProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.MinioClientConfigProvider;
import io.minio.credentials.MinioEnvironmentProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.net.URI;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Builds a {@link MinioObjectStore}. Endpoint and bucket are required. */
public final class MinioObjectStoreBuilder {

  /** The default of MinIO and most others; setting it saves a request for each bucket. */
  private static final String USUAL_REGION = "us-east-1";

  private @Nullable URI endpoint;
  private @Nullable String bucket;
  private @Nullable String prefix;
  private @Nullable String accessKey;
  private @Nullable String secretKey;
  private @Nullable String sessionToken;
  private @Nullable String region;
  private @Nullable Path caCert;
  private S3Tuning tuning = MinioObjectStore.TUNING;

  MinioObjectStoreBuilder() {}

  /**
   * Sets the address of the service. Required.
   *
   * @param endpoint {@code http://host:port} or {@code https://host:port}
   * @return this builder
   */
  public MinioObjectStoreBuilder endpoint(URI endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /**
   * Sets the address of the service. Required.
   *
   * @param endpoint {@code http://host:port} or {@code https://host:port}
   * @return this builder
   * @throws IllegalArgumentException if it is not a URI
   */
  public MinioObjectStoreBuilder endpoint(String endpoint) {
    return endpoint(URI.create(endpoint));
  }

  /**
   * Sets the bucket, which has to exist. Required.
   *
   * @param bucket the name of the bucket
   * @return this builder
   */
  public MinioObjectStoreBuilder bucket(String bucket) {
    this.bucket = bucket;
    return this;
  }

  /**
   * Sets the root of the store in the bucket. Default: the whole bucket.
   *
   * @param prefix a prefix such as {@code backups/prod}; slashes at its ends are ignored
   * @return this builder
   */
  public MinioObjectStoreBuilder prefix(String prefix) {
    this.prefix = prefix;
    return this;
  }

  /**
   * Sets the credentials. Default: those of the environment ({@code AWS_ACCESS_KEY_ID}, {@code
   * MINIO_ACCESS_KEY}), of the AWS or MinIO configuration file, or of the machine's role.
   *
   * @param accessKey the access key
   * @param secretKey the secret key
   * @return this builder
   */
  public MinioObjectStoreBuilder credentials(String accessKey, String secretKey) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    return this;
  }

  /**
   * Sets the session token of temporary {@link #credentials}.
   *
   * @param sessionToken the token
   * @return this builder
   */
  public MinioObjectStoreBuilder sessionToken(String sessionToken) {
    this.sessionToken = sessionToken;
    return this;
  }

  /**
   * Sets the region. Default: {@code us-east-1}, or for Amazon S3 that of the bucket.
   *
   * @param region the region
   * @return this builder
   */
  public MinioObjectStoreBuilder region(String region) {
    this.region = region;
    return this;
  }

  /**
   * Sets the certificate authorities to trust instead of those of the JVM.
   *
   * @param caCert a PEM file
   * @return this builder
   */
  public MinioObjectStoreBuilder caCert(Path caCert) {
    this.caCert = caCert;
    return this;
  }

  /** For tests: treats small objects as large ones. */
  MinioObjectStoreBuilder tuning(S3Tuning tuning) {
    this.tuning = tuning;
    return this;
  }

  /**
   * Builds the store. It sends nothing until the first call.
   *
   * @return the store; the caller closes it
   * @throws IllegalArgumentException if a value is missing or not valid; the message names it
   */
  public MinioObjectStore build() {
    if (endpoint == null || bucket == null) {
      throw new IllegalArgumentException(
          "Cannot open a MinIO store without " + (endpoint == null ? "an endpoint" : "a bucket"));
    }
    if (sessionToken != null && accessKey == null) {
      throw new IllegalArgumentException(
          "Cannot use the session token: its credentials are missing. Call credentials(…) too.");
    }
    // The client would refuse an invalid name only on its first use.
    BucketExistsArgs.builder().bucket(bucket).build();
    StoreLocation location =
        new StoreLocation(S3Service.of(endpoint), bucket, S3Service.prefix(prefix));
    return new MinioObjectStore(new MinioApi(client(endpoint), true), location, tuning);
  }

  private MinioAsyncClient client(URI service) {
    // The source of the credentials may need TLS, even if the store does not.
    boolean plain = "http".equals(service.getScheme()) && accessKey != null && caCert == null;
    OkHttpClient http = plain ? MinioHttp.withoutTls() : MinioHttp.client(caCert);
    MinioAsyncClient.Builder client =
        MinioAsyncClient.builder()
            .endpoint(service.toString())
            .credentialsProvider(credentials(http))
            .httpClient(http, true);
    boolean amazon = String.valueOf(service.getHost()).endsWith(".amazonaws.com");
    if (region != null || !amazon) {
      client.region(region == null ? USUAL_REGION : region);
    }
    return client.build();
  }

  private Provider credentials(OkHttpClient http) {
    if (accessKey != null && secretKey != null) {
      return new StaticProvider(accessKey, secretKey, sessionToken);
    }
    return new ChainedProvider(
        new AwsEnvironmentProvider(),
        new MinioEnvironmentProvider(),
        new AwsConfigProvider(null, null),
        new MinioClientConfigProvider(null, null),
        new IamAwsProvider(null, http));
  }
}
