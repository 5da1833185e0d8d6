package dev.milvusbackup.benchmarks.streaming;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.net.URI;

/** A MinIO, by the variables of dev/servers. */
record MinioPlace(URI endpoint, String accessKey, String secretKey) {

  static final String BUCKET = "streaming";

  static MinioPlace ofEnvironment(String prefix) {
    return new MinioPlace(
        URI.create(variable(prefix + "MINIO_ENDPOINT")),
        variable(prefix + "MINIO_ACCESS_KEY"),
        variable(prefix + "MINIO_SECRET_KEY"));
  }

  void makeBucket() throws MinioException {
    try (MinioClient client =
        MinioClient.builder()
            .endpoint(endpoint.toString())
            .credentials(accessKey, secretKey)
            .build()) {
      client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
    } catch (MinioException e) {
      throw e;
    } catch (Exception e) { // of closing it
      throw new IllegalStateException(e);
    }
  }

  ObjectStore store(String prefix) {
    return MinioObjectStore.builder()
        .endpoint(endpoint)
        .credentials(accessKey, secretKey)
        .bucket(BUCKET)
        .prefix(prefix)
        .build();
  }

  /** In the form that MinIO's own tool expects in its environment. */
  String host() {
    return "%s://%s:%s@%s"
        .formatted(endpoint.getScheme(), accessKey, secretKey, endpoint.getAuthority());
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalArgumentException("Set " + name);
    }
    return value;
  }
}
