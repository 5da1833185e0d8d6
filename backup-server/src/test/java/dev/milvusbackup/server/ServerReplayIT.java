package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.milvus.v2.client.MilvusClientV2;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends the requests that were recorded with the Go tool and compares the answers field by field.
 * What is to differ stands in {@code go-rest/deviations.json} and in {@code
 * docs/rest-compatibility.md}.
 */
class ServerReplayIT {

  private static final JsonNode DEVIATIONS = Recorded.deviations();

  @AutoClose private static BackupServer server;
  private static Api api;

  private String restoreId = "";

  @BeforeAll
  static void start() throws InterruptedException {
    MilvusOnMinio environment = MilvusOnMinio.shared();
    MilvusClientV2 milvus = environment.milvusClient();
    Facts.create(milvus);
    milvus.close();
    server = environment.server("facts_backup").port(0).start();
    api = new Api(server.port());
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheGoTool() {
    List<DynamicTest> tests = new ArrayList<>();
    replay(tests, "hello", "root_any");
    step(tests, "backups that were there", ServerReplayIT::earlierBackups);
    replay(tests, "check", "list_before", "list_collection_name");
    replay(tests, "create_bad_strategy", "create_dash_name", "create_invalid_name");
    replay(tests, "create_slash", "create_space_name", "create_empty_body", "create_malformed");
    replay(tests, "create_empty_filter", "create_empty_filter_get", "create_missing_coll");
    replay(tests, "create_existing", "create_existing_second_time", "get_after_dup_attempt");
    replay(tests, "create_sync", "get_backup_after_sync", "get_backup_by_id");
    replay(tests, "create_async", "get_backup_async_running");
    step(tests, "wait", () -> api.awaitEnd("/api/v1/get_backup?backup_name=facts_async"));
    replay(tests, "get_backup_async_done", "create_dbcoll_string", "create_metaonly");
    replay(tests, "create_rbac", "get_failed", "create_failed_again");
    replay(tests, "get_backup_bad_id", "get_backup_missing", "get_backup_noname");
    replay(tests, "get_restore_noid", "get_restore_unknown", "restore_noname");
    replay(tests, "restore_malformed", "restore_missing", "restore_bad_suffix");
    replay(tests, "restore_plan_suffix", "restore_sync");
    step(tests, "a restore that fails", ServerReplayIT::restoreOverExisting);
    replay(tests, "get_restore_failed", "restore_async", "get_restore_running");
    step(tests, "wait", () -> api.awaitEnd("/api/v1/get_restore?id=" + restoreId));
    replay(tests, "get_restore_done", "restore_v2_on_235", "restore_rbac", "restore_skipcreate");
    replay(tests, "restore_plan_without_filter");
    replay(tests, "restore_secondary_missing", "restore_secondary_run");
    replay(tests, "delete_noname", "delete_missing", "delete_get_method", "delete_ok");
    step(tests, "backups of the command line", ServerReplayIT::otherBackups);
    replay(tests, "list_after", "delete_running_name_then_get", "create_after_delete");
    replay(tests, "create_duprid", "create_body_requestid");
    step(tests, "wait", () -> api.awaitEnd("/api/v1/get_backup?backup_name=facts_dr2"));
    replay(tests, "create_rootpath", "get_rootpath_path", "get_rootpath_nopath");
    replay(tests, "method_wrong", "notfound");
    return tests.stream();
  }

  private static void earlierBackups() {
    api.create(
        "{\"backup_name\": \"backup_2026_11_24_00_27_14_184931671\", \"collection_names\": [\"facts_empty\"]}");
    api.create("{\"backup_name\": \"facts_filter\", \"collection_names\": [\"facts_dyn\"]}");
    api.create(
        "{\"backup_name\": \"facts_meta\", \"meta_only\": true, \"collection_names\": [\"facts_dyn\"]}");
  }

  private static void otherBackups() {
    api.create("{\"backup_name\": \"facts_rfilter\", \"collection_names\": [\"facts_pkey\"]}");
    api.create("{\"backup_name\": \"facts_runk\", \"collection_names\": [\"facts_empty\"]}");
  }

  private static void restoreOverExisting() {
    Reply refused =
        api.post(
            "/api/v1/restore",
            "{\"backup_name\": \"facts_sync\", \"id\": \"facts_restore_exists\"}");
    assertThat(refused.json().path("code").asInt()).isEqualTo(3);
  }

  private void replay(List<DynamicTest> tests, String... names) {
    for (String name : names) {
      tests.add(DynamicTest.dynamicTest(name, () -> replay(name)));
    }
  }

  private static void step(List<DynamicTest> tests, String name, Runnable action) {
    tests.add(DynamicTest.dynamicTest(name, action::run));
  }

  private void replay(String name) {
    Recorded recorded = Recorded.named(name);
    String path = recorded.path().replaceAll("id=restore_2026\\w+", "id=" + restoreId);
    Reply actual = api.send(recorded.method(), path, recorded.body(), recorded.headers());
    if (name.equals("restore_async")) {
      restoreId = actual.data().path("id").asText();
    }
    JsonNode deviation = DEVIATIONS.path(name);
    int status = deviation.path("status").asInt(recorded.answer().status());
    assertThat(actual.status()).as(actual.body()).isEqualTo(status);
    if (deviation.has("body")) {
      compare(deviation.path("body"), actual);
    } else if (deviation.has("lines")) {
      List<String> lines = new ArrayList<>();
      deviation.path("lines").forEach(line -> lines.add(line.asText()));
      assertThat(names(actual.body())).isEqualTo(lines);
    } else if (recorded.answer().type().startsWith("text/plain")) {
      compareText(recorded.answer().body(), actual.body());
    } else {
      assertThat(actual.type()).isEqualToIgnoringWhitespace(recorded.answer().type());
      compare(recorded.answer().json(), actual);
    }
    String sent = recorded.headers().getOrDefault("request_id", "");
    if (!sent.isEmpty() && recorded.answer().body().contains(sent)) {
      assertThat(actual.body()).contains(sent);
    }
  }

  private static void compare(JsonNode expected, Reply actual) {
    assertThat(Likeness.differences(expected, actual.json())).as(actual.body()).isEmpty();
  }

  /** The report of check: the same lines, other versions and places. */
  private static void compareText(String expected, String actual) {
    assertThat(names(actual)).isEqualTo(names(expected));
  }

  private static List<String> names(String text) {
    return text.strip()
        .lines()
        .map(line -> line.replaceAll("(-\\w+:| version:) .*", "$1"))
        .toList();
  }
}
