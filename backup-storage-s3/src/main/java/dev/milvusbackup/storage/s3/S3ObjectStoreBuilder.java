package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.s3api.S3Service;
import dev.milvusbackup.storage.s3api.S3Tuning;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Builds an {@link S3ObjectStore}. The bucket is required. */
public final class S3ObjectStoreBuilder {

  private @Nullable URI endpoint;
  private @Nullable String bucket;
  private @Nullable String prefix;
  private @Nullable String accessKey;
  private @Nullable String secretKey;
  private @Nullable String sessionToken;
  private @Nullable String region;
  private @Nullable Path caCert;
  private S3Tuning tuning = S3ObjectStore.TUNING;

  S3ObjectStoreBuilder() {}

  /**
   * Selects a service other than Amazon S3. Then URLs contain the bucket in their path, not in the
   * host.
   *
   * @param endpoint {@code http://host:port} or {@code https://host:port}
   * @return this builder
   */
  public S3ObjectStoreBuilder endpoint(URI endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /**
   * Selects a service other than Amazon S3. Then URLs contain the bucket in their path, not in the
   * host.
   *
   * @param endpoint {@code http://host:port} or {@code https://host:port}
   * @return this builder
   * @throws IllegalArgumentException if it is not a URI
   */
  public S3ObjectStoreBuilder endpoint(String endpoint) {
    return endpoint(URI.create(endpoint));
  }

  /**
   * Sets the bucket, which has to exist. Required.
   *
   * @param bucket the name of the bucket
   * @return this builder
   */
  public S3ObjectStoreBuilder bucket(String bucket) {
    this.bucket = bucket;
    return this;
  }

  /**
   * Sets the root of the store in the bucket. Default: the whole bucket.
   *
   * @param prefix a prefix such as {@code backups/prod}; slashes at its ends are ignored
   * @return this builder
   */
  public S3ObjectStoreBuilder prefix(String prefix) {
    this.prefix = prefix;
    return this;
  }

  /**
   * Sets the credentials. Default: those that the AWS SDK finds in the environment, in profile
   * files, or from the role of the container or machine.
   *
   * @param accessKey the access key
   * @param secretKey the secret key
   * @return this builder
   */
  public S3ObjectStoreBuilder credentials(String accessKey, String secretKey) {
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
  public S3ObjectStoreBuilder sessionToken(String sessionToken) {
    this.sessionToken = sessionToken;
    return this;
  }

  /**
   * Sets the region of the bucket. Default: the region that the AWS SDK finds; with an {@link
   * #endpoint(URI)}, {@code AWS_REGION} or else {@code us-east-1}.
   *
   * @param region the region
   * @return this builder
   */
  public S3ObjectStoreBuilder region(String region) {
    this.region = region;
    return this;
  }

  /**
   * Sets the certificate authorities to trust instead of those of the JVM.
   *
   * @param caCert a PEM file
   * @return this builder
   */
  public S3ObjectStoreBuilder caCert(Path caCert) {
    this.caCert = caCert;
    return this;
  }

  /** For tests: treats small objects as large ones. */
  S3ObjectStoreBuilder tuning(S3Tuning tuning) {
    this.tuning = tuning;
    return this;
  }

  /**
   * Builds the store. It sends nothing until the first call.
   *
   * @return the store; the caller closes it
   * @throws IllegalArgumentException if a value is missing or not valid; the message names it
   */
  public S3ObjectStore build() {
    if (bucket == null || bucket.isBlank()) {
      throw new IllegalArgumentException("Cannot open an S3 store without a bucket");
    }
    if (sessionToken != null && accessKey == null) {
      throw new IllegalArgumentException(
          "Cannot use the session token: its credentials are missing. Call credentials(…) too.");
    }
    String root = S3Service.prefix(prefix);
    String there = region();
    String service = endpoint == null ? S3Service.ofAmazon(there) : S3Service.of(endpoint);
    return new S3ObjectStore(
        new S3ClientApi(client(there), true), new StoreLocation(service, bucket, root), tuning);
  }

  private S3Client client(String there) {
    S3ClientBuilder client = S3Clients.builder(endpoint, caCert).region(Region.of(there));
    if (accessKey != null && secretKey != null) {
      client.credentialsProvider(
          StaticCredentialsProvider.create(credentials(accessKey, secretKey, sessionToken)));
    }
    return client.build();
  }

  private String region() {
    if (region != null) {
      return region;
    }
    if (endpoint != null) {
      // The whole chain also requests the role of the machine, which takes seconds if there is
      // none.
      return SdkSystemSetting.AWS_REGION.getStringValue().orElse(Region.US_EAST_1.id());
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkClientException e) {
      throw new IllegalArgumentException(
          "Cannot open an S3 store: no region found. Set it with region(…), or set AWS_REGION.", e);
    }
  }

  private static AwsCredentials credentials(
      String accessKey, String secretKey, @Nullable String sessionToken) {
    return sessionToken == null
        ? AwsBasicCredentials.create(accessKey, secretKey)
        : AwsSessionCredentials.create(accessKey, secretKey, sessionToken);
  }
}
