package dev.milvusbackup.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A MinIO server for tests.
 *
 * @param endpoint its URL
 * @param accessKey the access key
 * @param secretKey the secret key
 */
public record S3TestServer(String endpoint, String accessKey, String secretKey) {

  /**
   * Returns the server that all tests of this JVM share.
   *
   * @return the server
   */
  public static S3TestServer shared() {
    JsonNode minio = DevServers.shared("minio").description().path("minio");
    return new S3TestServer(
        minio.path("endpoint").asText(),
        minio.path("accessKey").asText(),
        minio.path("secretKey").asText());
  }

  /**
   * Returns a copy with another address.
   *
   * @param other the URL
   * @return a copy with the same credentials
   */
  public S3TestServer at(String other) {
    return new S3TestServer(other, accessKey, secretKey);
  }

  /**
   * Returns a copy with other credentials.
   *
   * @param access the access key
   * @param secret the secret key
   * @return a copy with the same address
   */
  public S3TestServer as(String access, String secret) {
    return new S3TestServer(endpoint, access, secret);
  }
}
