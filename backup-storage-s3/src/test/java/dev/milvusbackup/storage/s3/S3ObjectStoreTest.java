package dev.milvusbackup.storage.s3;

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
class S3ObjectStoreTest {

  @Test
  void locationsAreWrittenInOneWay() {
    assertThat(location(builder().prefix("/a/b/")))
        .isEqualTo(new StoreLocation("https://s3.eu-west-1.amazonaws.com", "bucket", "a/b"));
    assertThat(location(builder().endpoint("HTTP://LocalHost:80/")))
        .isEqualTo(new StoreLocation("http://localhost", "bucket", ""));
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    assertInvalid(S3ObjectStore.builder(), "without a bucket");
    assertInvalid(builder().endpoint("http://me:secret@x"), "Invalid endpoint: write");
    assertInvalid(builder().prefix("a//b"), "Invalid object key 'a//b'");
    assertInvalid(builder().caCert(Path.of("none.pem")), "from none.pem");
    assertInvalid(S3ObjectStore.builder().bucket("b").sessionToken("secret"), "session token");
  }

  @Test
  void opensByUri() {
    StoreOptions options =
        StoreOptions.credentials("key", "hidden").with(StoreOptions.REGION, "eu-west-1");
    try (ObjectStore store = ObjectStores.open(URI.create("s3://my_bucket/x%20y"), options)) {
      assertThat(store.location())
          .isEqualTo(new StoreLocation("https://s3.eu-west-1.amazonaws.com", "my_bucket", "x y"));
      assertThat(store).hasToString("S3ObjectStore[s3://my_bucket/x y]");
    }
  }

  @Test
  void wrongUrisAndOptionsAreNamed() {
    assertUnopenable("s3:bucket", StoreOptions.none(), "Write s3://bucket/prefix");
    assertUnopenable("s3://host:9000/bucket", StoreOptions.none(), "Write s3://bucket/prefix");
    StoreOptions tls = StoreOptions.none().with("tls", "true");
    assertUnopenable("s3://bucket", tls, "Unknown store option 'tls'");
  }

  private static S3ObjectStoreBuilder builder() {
    return S3ObjectStore.builder()
        .bucket("bucket")
        .region("eu-west-1")
        .credentials("key", "secret");
  }

  private static StoreLocation location(S3ObjectStoreBuilder builder) {
    try (S3ObjectStore store = builder.build()) {
      return store.location();
    }
  }

  private static void assertInvalid(S3ObjectStoreBuilder builder, String message) {
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
