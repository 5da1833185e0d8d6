package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.MilvusAuthenticationException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.internal.DevServers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Milvus with passwords, and one behind TLS with a private authority. */
class ConnectionIT {

  @AutoClose private static DevServers servers;

  private final ObjectStore store = InMemoryObjectStore.create();

  @BeforeAll
  static void start() {
    servers =
        DevServers.start(
            "milvus:name=secured,storage=local,auth=on", "milvus:name=tls,storage=local,tls=on");
  }

  @Test
  void theRightPasswordOpensAndAWrongOneIsToldAsSuch() {
    MilvusConnection connection = connection("secured");
    String user = milvus("secured").path("user").asText();
    String password = milvus("secured").path("password").asText();

    try (BackupClient right = client("secured", connection.withCredentials(user, password));
        BackupClient wrong = client("secured", connection.withCredentials(user, "hush"));
        BackupClient none = client("secured", connection)) {
      assertThat(right.milvusVersion()).startsWith("v2.3.5");
      assertThatThrownBy(wrong::milvusVersion).isInstanceOf(MilvusAuthenticationException.class);
      assertThat(right.create(b -> b.name("all")).join().manifest().collections()).isEmpty();
      assertThatThrownBy(() -> wrong.create(b -> b.name("x")).join())
          .cause()
          .isInstanceOf(MilvusAuthenticationException.class)
          .hasMessageStartingWith("Cannot ")
          .hasMessageEndingWith("Check user and password.")
          .hasMessageNotContaining("hush");
      assertThatThrownBy(() -> none.create(b -> b.name("x")).join())
          .hasCauseInstanceOf(MilvusAuthenticationException.class);
    }
  }

  @Test
  void tlsTrustsThePrivateAuthorityAndNoOther() {
    Path authority = Path.of(milvus("tls").path("caCert").asText());
    MilvusConnection strict = connection("tls").withConnectTimeout(Duration.ofSeconds(3));

    try (BackupClient trusting = client("tls", strict.withCaCertificate(authority));
        BackupClient distrusting = client("tls", strict)) {
      assertThat(trusting.create(b -> b.name("all")).join().manifest().collections()).isEmpty();
      assertThatThrownBy(() -> distrusting.create(b -> b.name("x")).join())
          .cause()
          .isInstanceOf(MilvusUnavailableException.class)
          .hasMessageContaining("TLS");
    }
  }

  private BackupClient client(String name, MilvusConnection connection) {
    Path local = Path.of(milvus(name).path("localPath").asText());
    return BackupClient.builder()
        .milvus(connection)
        .milvusStorage(FileSystemObjectStore.at(local))
        .backupStorage(store)
        .build();
  }

  private static MilvusConnection connection(String name) {
    return MilvusConnection.at(milvus(name).path("uri").asText());
  }

  private static JsonNode milvus(String name) {
    return servers.description().path("milvus").path(name);
  }
}
