package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milvusbackup.BackupClient;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input, and who may come in. No Milvus answers here. */
class HostileRequestsTest {

  private BackupClient client;
  private BackupServer server;
  private Api api;

  @BeforeEach
  void start() {
    start(builder());
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /api/v1/create | {\"backup_name\":          | 400",
        "POST   | /api/v1/create | {\"backup_name\": 5}       | 400",
        "POST   | /api/v1/create | []                         | 400",
        "POST   | /api/v1/create | null                       | 400",
        "POST   | /api/v1/create | {\"retention\": 5}         | 400",
        "POST   | /api/v1/create | {\"retention\": {\"keep_last\": \"7\"}} | 400",
        "POST   | /api/v1/restore| {\"maxShardNum\": \"many\"}| 400",
        "GET    | /api/v1/create | {}                         | 405",
        "PUT    | /api/v1/create | {}                         | 405",
        "PATCH  | /api/v1/list   | {}                         | 405",
        "POST   | /api/v1/nosuch | {}                         | 404",
        "GET    | /debug/pprof/  | {}                         | 404",
        "GET    | /api/v1/jobs/nosuch        | {} | 404",
        "GET    | /api/v1/jobs/..%2F..%2Fx   | {} | 404",
        "GET    | /api/v1/docs/..%2Fx        | {} | 404",
        "GET    | /api/v1/docs/pom.properties| {} | 404",
        "GET    | /api/v1/%ZZ | {} | 400",
      })
  void answersByStatusAndJson(String method, String path, String body, int status)
      throws IOException {
    String answer = raw(method, path, body);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).containsIgnoringCase("content-type: application/json");
    assertThat(answer).doesNotContain("Exception", "\tat ", "dev.milvusbackup");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE | /api/v1/delete?backup_name=../x          |",
        "DELETE | /api/v1/delete?backup_name=.jobs         |",
        "GET    | /api/v1/get_backup?backup_name=..%2F..%2Fx |",
        "GET    | /api/v1/get_backup?backup_name=a&path=../x |",
        "GET    | /api/v1/get_backup?backup_name=a&path=/etc |",
        "POST   | /api/v1/restore | {\"backup_name\": \"../x\"}",
        "POST   | /api/v1/restore | {\"backup_name\": \"x\", \"bucket_name\": \"other\"}",
        "POST   | /api/v1/restore | {\"backup_name\": \"x\", \"id\": \"../x\"}",
        "POST   | /api/v1/create  | {\"backup_name\": \"x\", \"backup_root_path\": \"../../x\"}",
        "POST   | /api/v1/create  | {\"backup_name\": \"x\", \"retention\": {}}",
        "POST   | /api/v1/create  | {\"backup_name\": \"x\", \"retention\": {\"prefix\": \"y\", \"keep_last\": 1}}",
        "POST   | /api/v1/create  | {\"backup_name\": \"x\", \"retention\": {\"all\": true, \"keep_last\": 1}, \"backup_root_path\": \"y\"}",
        "POST   | /api/v1/create  | {\"backup_name\": \"x\", \"verify\": \"sometimes\"}",
      })
  void refusesByCode(String method, String path, String body) {
    Reply reply = api.send(method, path, body == null ? "" : body, Map.of());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("code").asInt()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("msg").asText()).isNotEmpty();
  }

  @Test
  void refusesHugeBodies() {
    Reply reply = api.post("/api/v1/create", "{\"backup_name\": \"" + "x".repeat(2 << 20) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().path("error").asText()).contains("1048576");
  }

  @Test
  void refusesDeepNesting() {
    assertThat(api.post("/api/v1/create", "[".repeat(100_000)).status()).isEqualTo(400);
  }

  @Test
  void refusesOtherSitesWhereThereIsNoToken() throws IOException {
    assertThat(api.send("POST", "/api/v1/create", "{}", Map.of("Origin", "http://evil")).status())
        .isEqualTo(403);
    assertThat(raw("GET", "/api/v1/list", "", "evil.example")).startsWith("HTTP/1.1 403");
  }

  @Test
  void asksForTheTokenWhereOneIsSet() {
    server.close();
    start(builder().token("s3cret").address("127.0.0.1"));

    assertThat(api.get("/api/v1/list").status()).isEqualTo(401);
    assertThat(api.get("/metrics").status()).isEqualTo(401);
    assertThat(api.get("/nosuch").status()).isEqualTo(401);
    assertThat(bearer("wrong").status()).isEqualTo(401);
    assertThat(bearer("s3cret").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/hello").status()).isEqualTo(200);
    assertThat(api.get("/health/live").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/docs/index.html").status()).isEqualTo(200);
    assertThat(api.get("/api/v1/docs/doc.json").json().at("/components/securitySchemes/token"))
        .isNotEmpty();
  }

  @Test
  void isNotOpenToOthersWithoutAToken() {
    assertThatThrownBy(() -> builder().address("0.0.0.0").start())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("token");
  }

  @Test
  void isNotReadyWithoutMilvus() {
    Reply ready = api.get("/health/ready");

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().path("status").asText()).isEqualTo("down");
    assertThat(api.get("/api/v1/check").status()).isEqualTo(503);
    assertThat(api.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void describesItselfFromItsCode() {
    JsonNode document = api.get("/api/v1/docs/doc.json").json();

    assertThat(document.path("openapi").asText()).startsWith("3.");
    assertThat(document.at("/paths/~1create/post/requestBody")).isNotEmpty();
    assertThat(document.at("/components/schemas/CreateBody/properties/backup_name")).isNotEmpty();
    assertThat(document.at("/components/schemas").properties())
        .extracting(Map.Entry::getKey)
        .as("the groups of options are no schemas")
        .contains("CreateBody", "RestoreBody", "VerifyBody", "RestorePlan", "JobJson")
        .contains("RetentionOptions")
        .hasSize(35);
    assertThat(api.get("/api/v1/docs/swagger-ui-bundle.js").status()).isEqualTo(200);
  }

  private Reply bearer(String token) {
    return api.send("GET", "/api/v1/list", "", Map.of("Authorization", "Bearer " + token));
  }

  /** Without a client that tidies requests up. */
  private String raw(String method, String path, String body) throws IOException {
    return raw(method, path, body, "localhost");
  }

  private String raw(String method, String path, String body, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(method, path, host, body.length(), body);
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aPortInUseIsToldAsSuch() {
    BackupClient first = client;
    BackupServerBuilder second = builder().port(server.port());

    assertThatThrownBy(second::start)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot listen on 127.0.0.1 port " + server.port() + ": ")
        .hasMessageEndingWith("Choose another port.");
    first.close();
  }

  private void start(BackupServerBuilder builder) {
    server = builder.port(0).start();
    api = new Api(server.port());
  }

  private BackupServerBuilder builder() {
    ObjectStore store = InMemoryObjectStore.create();
    client =
        BackupClient.builder()
            .milvus("http://127.0.0.1:1")
            .milvusStorage(store)
            .backupStorage(store)
            .build();
    return BackupServer.builder(
        new ServerBackend(
            client,
            store,
            Optional.of(InMemoryObjectStore.create()),
            Optional.of(
                other ->
                    BackupClient.builder()
                        .milvus("http://127.0.0.1:1")
                        .milvusStorage(store)
                        .backupStorage(other)
                        .build())));
  }
}
