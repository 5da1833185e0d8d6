package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.milvus.v2.client.MilvusClientV2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is killed in the middle leaves nothing that looks complete or runs for ever. */
class KilledServerIT {

  private final MilvusOnMinio environment = MilvusOnMinio.shared();
  private final MilvusClientV2 milvus = environment.milvusClient();
  private ServerProcess server;

  @BeforeEach
  void start() {
    server = ServerProcess.start(environment, "killed");
  }

  @AfterEach
  void stop() {
    server.kill();
    milvus.close();
  }

  @Test
  void duringACreate() {
    server.kill();
    server = ServerProcess.startWithoutEnd(environment, "killed");
    BookCollections.create(milvus, "kill_create", 20_000);
    String body =
        "{\"async\": true, \"backup_name\": \"cut_off\", \"collection_names\": [\"kill_create\"]}";
    String id = server.api().post("/api/v1/create", body).json().path("requestId").asText();
    killIn(id, "PUBLISHING");

    start();

    JsonNode byId = server.api().get("/api/v1/get_backup?backup_id=" + id).data();
    assertThat(byId.path("state_code").asInt()).as(byId.toString()).isEqualTo(3);
    assertThat(byId.path("errorMessage").asText()).contains("interrupted");
    JsonNode byName = server.api().get("/api/v1/get_backup?backup_name=cut_off").data();
    assertThat(byName.path("state_code").asInt()).isEqualTo(3);
    assertThat(server.api().get("/api/v1/list").data().findValuesAsText("name"))
        .doesNotContain("cut_off");
    Reply deleted = server.api().delete("/api/v1/delete?backup_name=cut_off");
    assertThat(deleted.json().path("msg").asText()).as(deleted.body()).isEqualTo("success");
    server.api().create(body.replace("\"async\": true, ", ""));
  }

  @Test
  void duringARestore() {
    BookCollections.create(milvus, "kill_restore", 20_000);
    server.api().create("{\"backup_name\": \"whole\", \"collection_names\": [\"kill_restore\"]}");
    String body =
        "{\"async\": true, \"backup_name\": \"whole\", \"collection_suffix\": \"_again\", \"id\": \"restore-1\"}";
    assertThat(server.api().post("/api/v1/restore", body).data().path("id").asText())
        .isEqualTo("restore-1");
    killIn("restore-1", "IMPORTING");

    start();

    JsonNode after = server.api().get("/api/v1/get_restore?id=restore-1").data();
    assertThat(after.path("state_code").asInt()).as(after.toString()).isEqualTo(3);
    assertThat(after.path("errorMessage").asText()).contains("interrupted");
    assertThat(after.path("end_time").asLong()).isPositive();
    assertThat(server.api().get("/api/v1/list").data().findValuesAsText("name")).contains("whole");
  }

  /** The phase is what the kill aims at; it may hit a neighbour. */
  private void killIn(String id, String phase) {
    server
        .api()
        .await(
            "/api/v1/jobs/" + id,
            job -> job.path("phase").asText().equals(phase) || job.path("state_code").asInt() > 1);
    server.kill();
  }
}
