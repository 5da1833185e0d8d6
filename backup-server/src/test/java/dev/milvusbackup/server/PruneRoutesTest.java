package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On metadata of backups with dates. No Milvus answers here. */
class PruneRoutesTest {

  private static final String PRUNE = "/api/v1/prune";
  private static final String META =
      """
      {"id": "NAME", "name": "NAME", "backup_timestamp": MILLIS, "milvus_version": "v2.6.0"}
      """;
  private static final long DAY = 86_400_000;
  private static final long FIRST = 1_767_225_600_000L; // 2026-01-01T00:00:00Z

  private final ObjectStore store = InMemoryObjectStore.create();
  private BackupClient client;
  private LocalServer server;
  private Api api;

  @BeforeEach
  void start() {
    for (int day = 0; day < 3; day++) {
      backup("n_" + day, FIRST + day * DAY);
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
  void showsFirstAndDeletesThen() {
    Reply dry = api.post(PRUNE, "{\"prefix\": \"n_\", \"keep_last\": 2, \"dry_run\": true}");

    assertThat(dry.json().path("code").asInt()).as(dry.body()).isZero();
    assertThat(dry.data().path("deleted")).hasSize(1);
    assertThat(dry.data().path("deleted").path(0).asText()).isEqualTo("n_0");
    assertThat(dry.data().path("decisions").path(0).path("backup_name").asText()).isEqualTo("n_2");
    assertThat(dry.data().path("decisions").path(0).path("reasons").path(0).asText())
        .isEqualTo("LAST");
    assertThat(names()).containsExactly("n_0", "n_1", "n_2");

    Reply reply = api.post(PRUNE, "{\"prefix\": \"n_\", \"keep_last\": 2}");

    assertThat(reply.json().path("msg").asText()).isEqualTo("success");
    assertThat(reply.data()).isEqualTo(dry.data());
    assertThat(names()).containsExactly("n_1", "n_2");
  }

  @Test
  void whatNoIncrementalBackupRefersToIsCondemned() {
    ObjectKey log = ObjectKey.of(".shared/roots/r/insert_log/1/2/3/3/100/4");
    store.put(log, ObjectBody.of(new byte[5]), PutMode.CREATE_NEW);

    Reply reply = api.post(PRUNE, "{\"unreferenced\": true, \"grace_period\": \"12h\"}");

    assertThat(reply.json().path("msg").asText()).as(reply.body()).isEqualTo("success");
    assertThat(reply.data().path("shared").path("bytes").asLong()).isEqualTo(5);
    assertThat(reply.data().path("shared").path("bytes_condemned").asLong()).isEqualTo(5);
    assertThat(store.stat(log)).isPresent();
    assertThat(names()).hasSize(3);
  }

  @Test
  void showsWhatTheBackupsHold() {
    ObjectKey log = ObjectKey.of(".shared/roots/r/insert_log/1/2/3/3/100/4");
    store.put(log, ObjectBody.of(new byte[5]), PutMode.CREATE_NEW);

    Reply reply = api.get("/api/v1/usage");

    assertThat(reply.json().path("code").asInt()).as(reply.body()).isZero();
    assertThat(reply.data().path("bytes_unreferenced").asLong()).isEqualTo(5);
    assertThat(reply.data().path("backups")).hasSize(3);
    assertThat(reply.data().path("backups").path(0).path("backup_name").asText()).isEqualTo("n_0");
    assertThat(reply.data().path("backups").path(0).path("own").asLong()).isPositive();
    assertThat(reply.data().path("backups").path(0).path("only_here").asLong()).isZero();
  }

  @Test
  void explainsAnObject() {
    ObjectKey log = ObjectKey.of(".shared/roots/r/insert_log/1/2/3/3/100/4");
    store.put(log, ObjectBody.of(new byte[5]), PutMode.CREATE_NEW);
    api.post(PRUNE, "{\"unreferenced\": true}");

    Reply reply = api.get("/api/v1/explain?grace_period=12h&key=" + log);

    assertThat(reply.data().path("fate").asText()).as(reply.body()).isEqualTo("CONDEMNED");
    assertThat(reply.data().path("size").asLong()).isEqualTo(5);
    Instant since = Instant.parse(reply.data().path("condemned_since").asText());
    assertThat(reply.data().path("removable_from").asText())
        .isEqualTo(since.plus(Duration.ofHours(12)).toString());
    assertThat(api.get("/api/v1/explain").json().path("code").asInt()).isEqualTo(400);
    assertThat(api.get("/api/v1/explain?key=n_0/nothing").json().path("msg").asText())
        .startsWith("Cannot explain 'n_0/nothing': ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"keep_last": 1}                                     | Set "prefix", or "all": true.
          {"prefix": "n_", "all": true, "keep_last": 1}        | prefix, all and unreferenced exclude each other
          {"unreferenced": true, "keep_last": 1}               | there are rules for backups
          {"prefix": "n_", "keep_last": 1, "grace_period": "5s"} | Write it as 12h, 30d or 8w.
          {"prefix": "n_"}                                     | such as "keep_last": 7.
          {"prefix": "n_", "keep_last": -1}                    | Keep at least 1, or leave the rule out.
          {"prefix": "n_", "keep_within": "soon"}              | Write it as 12h, 30d or 8w.
          {"prefix": "n_", "keep_last": 1, "time_zone": "x y"} | unknown time_zone
          """)
  void whatCannotBeUnderstoodIsCode400(String body, String message) {
    Reply reply = api.post(PRUNE, body);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("code").asInt()).as(reply.body()).isEqualTo(400);
    assertThat(reply.json().path("msg").asText()).contains(message);
    assertThat(names()).hasSize(3);
  }

  @Test
  void labelsSelect() {
    Reply reply =
        api.post(
            PRUNE,
            "{\"prefix\": \"n_\", \"labels\": {\"env\": \"test\"}, \"keep_labels\": {\"k\": null}}");

    assertThat(reply.json().path("code").asInt()).as(reply.body()).isZero();
    assertThat(reply.data().path("decisions")).isEmpty();
    assertThat(names()).hasSize(3);
  }

  @Test
  void aBackupOfTheFutureIsCode3() {
    backup("n_9", 4_102_444_800_000L);

    Reply reply = api.post(PRUNE, "{\"all\": true, \"keep_last\": 1}");

    assertThat(reply.json().path("code").asInt()).isEqualTo(3);
    assertThat(reply.json().path("msg").asText()).startsWith("Cannot prune: backup 'n_9'");
    assertThat(names()).hasSize(4);
  }

  /** Of no collections, by the Go tool. */
  private void backup(String name, long millis) {
    String json = META.replace("NAME", name).replace("MILLIS", Long.toString(millis));
    for (String file : List.of("backup_meta.json", "full_meta.json")) {
      store.put(
          ObjectKey.of(name + "/meta/" + file),
          ObjectBody.of(json.getBytes(StandardCharsets.UTF_8)),
          PutMode.REPLACE);
    }
  }

  private List<String> names() {
    try (var names = store.directories(ObjectKey.ROOT)) {
      return names.map(ObjectKey::path).filter(name -> name.startsWith("n_")).toList();
    }
  }
}
