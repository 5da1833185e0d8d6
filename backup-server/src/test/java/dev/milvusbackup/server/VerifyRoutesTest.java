package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a backup that the Go tool has made. No Milvus answers here. */
class VerifyRoutesTest {

  private static final Path RESOURCES = Path.of("../integration-tests/src/test/resources");

  private final ObjectStore store = InMemoryObjectStore.create();
  private BackupClient client;
  private LocalServer server;
  private Api api;

  @BeforeEach
  void start() throws IOException {
    try (ObjectStore folder = FileSystemObjectStore.at(RESOURCES);
        var objects = folder.list(ObjectKey.of("peer_bk1"))) {
      for (ObjectKey key : objects.map(o -> o.key()).toList()) {
        try (InputStream in = folder.open(key, 0, Long.MAX_VALUE)) {
          store.put(key, ObjectBody.of(in.readAllBytes()), PutMode.REPLACE);
        }
      }
    }
    client = LocalServer.clientWithoutMilvus(store);
    server = LocalServer.start(client, store);
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void aSoundBackupIsASuccess() {
    Reply reply = api.post("/api/v1/verify", "{\"backup_name\": \"peer_bk1\", \"id\": \"v1\"}");

    assertThat(reply.json().path("code").asInt()).as(reply.body()).isZero();
    assertThat(reply.json().path("msg").asText()).isEqualTo("success");
    assertThat(reply.data().path("state_code").asInt()).isEqualTo(2);
    assertThat(reply.data().path("report").path("sound").asBoolean()).isTrue();
    assertThat(reply.data().path("report").path("objects").asInt()).isEqualTo(30);
    assertThat(api.get("/api/v1/verify?id=v1").data()).isEqualTo(reply.data());
  }

  @Test
  void findingsAreCode3WithTheReport() {
    ObjectKey stray = ObjectKey.of("peer_bk1/binlogs/stray");
    store.put(stray, ObjectBody.of(new byte[1]), PutMode.REPLACE);

    Reply reply =
        api.post("/api/v1/verify", "{\"backup_name\": \"peer_bk1\", \"depth\": \"presence\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("code").asInt()).isEqualTo(3);
    assertThat(reply.json().path("msg").asText())
        .startsWith("Backup 'peer_bk1' is not sound: 1 findings, the first: " + stray);
    JsonNode report = reply.data().path("report");
    assertThat(report.path("depth").asText()).isEqualTo("PRESENCE");
    assertThat(report.path("sound").asBoolean(true)).isFalse();
    assertThat(report.path("findings").path(0).path("key").asText()).isEqualTo(stray.path());
    assertThat(api.get("/metrics").body())
        .contains("milvus_backup_job_failures_total{kind=\"verify\",reason=\"findings\"} 1.0");
  }

  @Test
  void answersAtOnceIfAsked() {
    Reply reply = api.post("/api/v1/verify", "{\"backup_name\": \"peer_bk1\", \"async\": true}");

    String id = reply.data().path("id").asText();
    assertThat(id).isNotEmpty();
    JsonNode ended = api.awaitEnd("/api/v1/verify?id=" + id);
    assertThat(ended.path("report").path("sound").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"backup_name\": \"../x\"}",
        "{\"backup_name\": \"peer_bk1\", \"depth\": \"deep\"}",
        "{\"backup_name\": \"peer_bk1\", \"sample_percent\": 101}",
        "{\"backup_name\": \"peer_bk1\", \"sample_percent\": -1}",
        "{\"backup_name\": \"peer_bk1\", \"id\": \"../x\"}",
        "{\"backup_name\": \"peer_bk1\", \"path\": \"/etc\"}"
      })
  void refusesByCode(String body) {
    Reply reply = api.post("/api/v1/verify", body);

    assertThat(reply.json().path("code").asInt()).as(reply.body()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsCode3() {
    Reply reply = api.post("/api/v1/verify", "{\"backup_name\": \"missing\"}");

    assertThat(reply.json().path("code").asInt()).isEqualTo(3);
    assertThat(reply.json().path("msg").asText()).startsWith("Cannot find backup 'missing'");
    assertThat(reply.data().has("report")).isFalse();
  }
}
