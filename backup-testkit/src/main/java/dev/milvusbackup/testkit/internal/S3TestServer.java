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
   * The server that all tests of this JVM share.
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
   * Another address.
   *
   * @param other its URL
   * @return the same credentials for that address
   */
  public S3TestServer at(String other) {
    return new S3TestServer(other, accessKey, secretKey);
  }

  /**
   * Other credentials.
   *
   * @param access the access key
   * @param secret the secret key
   * @return the same server with these
   */
  public S3TestServer as(String access, String secret) {
    return new S3TestServer(endpoint, access, secret);
  }
}
