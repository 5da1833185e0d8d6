package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup of a format that the Go tool writes from 0.6 on, and no Milvus: none is needed. */
class SnapshotBackupAnswerTest {

  private static final Path METAS = Path.of("../backup-core/src/test/resources/go-tool/snap1/meta");

  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient client =
      BackupClient.builder().milvus("http://localhost:1").backupStorage(store).build();
  private LocalServer server;
  private Api api;

  @BeforeEach
  void start() throws IOException {
    for (String name : List.of("backup_meta.json", "collection_meta.json", "full_meta.json")) {
      store.put(
          ObjectKey.of("snap1/meta/" + name),
          ObjectBody.of(Files.readAllBytes(METAS.resolve(name))),
          PutMode.CREATE_NEW);
    }
    server = LocalServer.start(client, store);
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void isListedAndShownWithItsFormat() {
    assertThat(api.get("/api/v1/list").body()).contains("\"name\":\"snap1\"");
    assertThat(api.get("/api/v1/get_backup?backup_name=snap1").body())
        .contains(
            "\"msg\":\"success\"", "\"format\":\"snapshot\"", "\"collection_name\":\"sample\"");
  }

  @Test
  void isNotRestored() {
    assertThat(api.post("/api/v1/restore", "{\"backup_name\": \"snap1\"}").body())
        .contains("\"code\":3", "Cannot read backup 'snap1': it has the format 'snapshot'");
  }
}
