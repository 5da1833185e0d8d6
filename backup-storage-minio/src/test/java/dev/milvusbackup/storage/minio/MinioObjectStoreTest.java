package dev.milvusbackup.storage.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.StoreOptions;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What needs no server. */
class MinioObjectStoreTest {

  @Test
  void locationsAreWrittenInOneWay() {
    assertThat(location("http://LocalHost:80/", "/a/b/"))
        .isEqualTo(new StoreLocation("http://localhost", "bucket", "a/b"));
    assertThat(location("https://s3.amazonaws.com", ""))
        .isEqualTo(new StoreLocation("https://s3.us-east-1.amazonaws.com", "bucket", ""));
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    assertInvalid(MinioObjectStore.builder().bucket("bucket"), "without an endpoint");
    assertInvalid(MinioObjectStore.builder().endpoint("http://x"), "without a bucket");
    assertInvalid(builder("ftp://x"), "Invalid endpoint 'ftp://x': write http://host:port");
    assertInvalid(builder("http://me:secret@x"), "Invalid endpoint: write");
    assertInvalid(builder("http://x/path"), "Invalid endpoint 'http://x/path'");
    assertInvalid(builder("http://x").prefix("a//b"), "Invalid object key 'a//b'");
    assertInvalid(builder("http://x").bucket("B"), "bucket name");
    assertInvalid(builder("http://x").caCert(Path.of("none.pem")), "from none.pem");
  }

  @Test
  void opensByUriWithTls() {
    StoreOptions options =
        StoreOptions.credentials("key", "hidden").with("tls", "true").with("region", "eu-west-1");
    try (ObjectStore store =
        ObjectStores.open(URI.create("minio://host:9000/b-1/x%20y"), options)) {
      assertThat(store.location()).isEqualTo(new StoreLocation("https://host:9000", "b-1", "x y"));
      assertThat(store).hasToString("MinioObjectStore[minio://host:9000/b-1/x y]");
    }
  }

  @Test
  void wrongUrisAndOptionsAreNamed() {
    assertUnopenable("minio://host:9000", StoreOptions.none(), "Write minio://host:port/bucket");
    assertUnopenable("minio:bucket", StoreOptions.none(), "Write minio://");
    StoreOptions half = StoreOptions.none().with("accessKey", "x");
    assertUnopenable("minio://h/b-1", half, "'accessKey' and 'secretKey' are required together");
    StoreOptions tls = StoreOptions.none().with("tls", "yes");
    assertUnopenable("minio://h/b-1", tls, "'tls' has to be true or false: yes");
    StoreOptions unknown = StoreOptions.none().with("endpoint", "x");
    assertUnopenable("minio://h/b-1", unknown, "Unknown store option 'endpoint'");
  }

  private static MinioObjectStoreBuilder builder(String endpoint) {
    return MinioObjectStore.builder()
        .endpoint(endpoint)
        .bucket("bucket")
        .credentials("key", "secret");
  }

  private static StoreLocation location(String endpoint, String prefix) {
    try (MinioObjectStore store = builder(endpoint).prefix(prefix).build()) {
      return store.location();
    }
  }

  private static void assertInvalid(MinioObjectStoreBuilder builder, String message) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  private static void assertUnopenable(String uri, StoreOptions options, String message) {
    assertThatThrownBy(() -> ObjectStores.open(URI.create(uri), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
