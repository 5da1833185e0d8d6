package dev.milvusbackup.storage.s3;

import dev.milvusbackup.storage.support.CertificateAuthorities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The client of a store: without retries, and with enough connections for many concurrent calls.
 */
final class S3Clients {

  private static final int CONCURRENT_CALLS = 128;
  private static final long EXPECT_BYTES = 64 << 10;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private S3Clients() {}

  static S3ClientBuilder builder(@Nullable URI endpoint, @Nullable Path caCert) {
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(http(caCert))
            .overrideConfiguration(
                c ->
                    c.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new AnswerCheck()))
            // A refusal is then known before the content is sent: many proxies close the
            // connection.
            .serviceConfiguration(c -> c.expectContinueThresholdInBytes(EXPECT_BYTES))
            // Checksums of parts would have to be repeated when the upload is completed; TLS, or
            // the
            // signature of each chunk, protects the bytes anyway.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (endpoint != null) {
      // Services other than Amazon may support neither bucket hosts nor checksums newer than MD5.
      client.endpointOverride(endpoint).forcePathStyle(true).addPlugin(LegacyMd5Plugin.create());
    }
    return client;
  }

  private static Apache5HttpClient.Builder http(@Nullable Path caCert) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .maxConnections(CONCURRENT_CALLS)
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT)
            .connectionAcquisitionTimeout(READ_TIMEOUT);
    if (caCert != null) {
      TrustManager[] trust = {CertificateAuthorities.of(caCert)};
      http.tlsTrustManagersProvider(() -> trust);
    }
    return http;
  }
}
