package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FakeBackupClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that the Go tool accepts are accepted; what they do is tested in the library. */
class GoToolOptionsTest {

  private final FakeBackupClient client = new FakeBackupClient().add("nightly", "books");
  private LocalServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = LocalServer.start(client, InMemoryObjectStore.create());
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'maxShardNum': 1",
        "'useAutoIndex': true, 'restoreIndex': true",
        "'useAutoIndex': true",
        "'dropExistIndex': true, 'skipCreateCollection': true",
        "'skipParams': {'collectionProperties': ['mmap.enabled']}",
        "'skipParams': {'fieldTypeParams': ['mmap.enabled'], 'fieldIndexParams': ['a']}",
        "'skipParams': {'indexParams': ['mmap.enabled']}",
        "'restorePlan': {'mapping': [{'source': 'default', 'target': 'db', 'colls': [{'source': 'books', 'target': 'b', 'override': {'shardNum': 2}}]}]}",
        "'restorePlan': {'mapping': [{'source': 'default', 'target': 'db', 'colls': [{'source': 'books', 'target': 'b', 'override': {'description': 'd'}}]}]}",
      })
  void restoreAccepts(String options) {
    Reply reply =
        api.post(
            "/api/v1/restore",
            "{'backup_name': 'nightly', %s}".formatted(options).replace('\'', '"'));

    assertThat(reply.body()).contains("\"msg\":\"success\"");
  }

  @Test
  void dropAndSkipAreRefusedWithTheTextOfTheGoTool() {
    Reply reply =
        api.post(
            "/api/v1/restore",
            "{\"backup_name\": \"nightly\", \"dropExistCollection\": true, \"skipCreateCollection\": true}");

    assertThat(reply.body())
        .contains(
            "\"code\":400",
            "\"msg\":\"drop_exist_collection and skip_create_collection cannot be true at the same time\"");
  }
}
