package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The steps of the Go tool's documentation, by plain HTTP. */
class WalkThroughIT {

  private final MilvusOnMinio environment = MilvusOnMinio.shared();
  private final MilvusClientV2 milvus = environment.milvusClient();
  private BackupServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = environment.server("walk").port(0).start();
    api = new Api(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
    milvus.close();
  }

  @Test
  void backsUpRestoresAndDeletes() {
    BookCollections.create(milvus, "hello_milvus", 3000);
    SortedMap<String, String> before = BookCollections.rows(milvus, "hello_milvus");

    Reply begun =
        api.post(
            "/api/v1/create",
            "{\"async\": true, \"backup_name\": \"my_backup\", \"collection_names\": [\"hello_milvus\"]}");
    assertThat(begun.json().path("requestId").asText()).isNotEmpty();
    JsonNode made = api.awaitEnd("/api/v1/get_backup?backup_name=my_backup");
    assertThat(made.path("state_code").asInt()).as(made.toString()).isEqualTo(2);
    assertThat(made.path("id")).isEqualTo(begun.json().path("requestId"));
    assertThat(api.get("/api/v1/list").data().path(0).path("name").asText()).isEqualTo("my_backup");

    JsonNode restore =
        api.post(
                "/api/v1/restore",
                "{\"async\": true, \"backup_name\": \"my_backup\", \"collection_suffix\": \"_recover\", \"restoreIndex\": true}")
            .data();
    String events = api.get("/api/v1/jobs/" + restore.path("id").asText() + "/events").body();
    assertThat(events).startsWith("event: progress\n").contains("event: end\n");
    JsonNode restored = api.get("/api/v1/get_restore?id=" + restore.path("id").asText()).data();
    assertThat(restored.path("state_code").asInt()).as(restored.toString()).isEqualTo(2);
    assertThat(BookCollections.rows(milvus, "hello_milvus_recover")).isEqualTo(before);

    milvus.dropCollection(DropCollectionReq.builder().collectionName("hello_milvus").build());
    Reply second =
        api.post("/api/v1/restore", "{\"backup_name\": \"my_backup\", \"restoreIndex\": true}");
    assertThat(second.json().path("msg").asText()).as(second.body()).isEqualTo("success");
    assertThat(BookCollections.rows(milvus, "hello_milvus")).isEqualTo(before);

    assertThat(api.get("/metrics").body())
        .contains("milvus_backup_last_success_timestamp_seconds{kind=\"create\"}")
        .contains("milvus_backup_rows_total{kind=\"restore\"} 6000.0");
    restart();
    assertThat(
            api.get("/api/v1/get_restore?id=" + restore.path("id").asText())
                .data()
                .path("state_code")
                .asInt())
        .isEqualTo(2);

    assertThat(api.delete("/api/v1/delete?backup_name=my_backup").json().path("msg").asText())
        .isEqualTo("success");
    assertThat(api.get("/api/v1/list").data()).isEmpty();
    assertThat(api.get("/api/v1/check").body()).endsWith("Success!\n");
    assertThat(api.get("/health/ready").json().path("status").asText()).isEqualTo("up");
  }

  @Test
  void aLogicalBackupHoldsRows() {
    BookCollections.create(milvus, "by_rows", 500);

    api.post(
        "/api/v1/create",
        "{\"backup_name\": \"by_rows\", \"collection_names\": [\"by_rows\"], \"format\": \"logical\"}");
    Reply made = api.get("/api/v1/get_backup?backup_name=by_rows");
    assertThat(made.data().path("format").asText()).as(made.body()).isEqualTo("logical");
    Reply restored =
        api.post(
            "/api/v1/restore",
            "{\"backup_name\": \"by_rows\", \"collection_suffix\": \"_back\", \"restoreIndex\": true}");
    assertThat(restored.json().path("msg").asText()).as(restored.body()).isEqualTo("success");

    assertThat(BookCollections.rows(milvus, "by_rows_back"))
        .hasSize(500)
        .isEqualTo(BookCollections.rows(milvus, "by_rows"));
    assertThat(api.delete("/api/v1/delete?backup_name=by_rows").json().path("msg").asText())
        .isEqualTo("success");
  }

  @Test
  void cancelsAJob() {
    BookCollections.create(milvus, "to_cancel", 2000);
    String id =
        api.send(
                "POST",
                "/api/v1/create",
                "{\"async\": true, \"backup_name\": \"cancelled\", \"collection_names\": [\"to_cancel\"]}",
                Map.of("request_id", "cancel-me"))
            .json()
            .path("requestId")
            .asText();

    Reply cancelled = api.post("/api/v1/jobs/" + id + "/cancel", "");

    assertThat(cancelled.data().path("state_code").asInt()).as(cancelled.body()).isEqualTo(3);
    assertThat(api.get("/api/v1/get_backup?backup_id=" + id).data().path("errorMessage").asText())
        .contains("cancelled");
    assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "").json().path("code").asInt())
        .isEqualTo(3);
  }

  @Test
  void checksWithoutATrace() {
    assertThat(api.get("/health/ready").status()).isEqualTo(200);

    try (Stream<ObjectInfo> objects = environment.store("walk").list(ObjectKey.ROOT)) {
      assertThat(objects.map(o -> o.key().path())).noneMatch(key -> key.contains("check"));
    }
  }

  private void restart() {
    server.close();
    start();
  }
}
