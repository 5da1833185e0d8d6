package dev.milvusbackup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.Job;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.UnexpectedFailureException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FakeBackupClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of the server sees of a bug, and of an error that explains itself. */
class UnexpectedFailureAnswerTest {

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

  @Test
  void aBugIsAServerErrorWhoseDetailsAreInTheLogOnly() {
    client.onDelete(
        name ->
            Job.failed(
                new UnexpectedFailureException("Cannot delete", new RuntimeException("secret"))));

    Reply reply = api.delete("/api/v1/delete?backup_name=nightly");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).contains("See the log of the server").doesNotContain("secret");
  }

  @Test
  void anErrorOfTheLibraryNamesFieldsInsteadOfJava() {
    client.onRestore(
        request ->
            Job.failed(
                new CollectionExistsException(
                    "Cannot restore backup 'nightly': Milvus already has default.books. Restore under other names (suffix, rename), choose another IfExists, or drop them first.")));

    Reply reply = api.post("/api/v1/restore", "{\"id\": \"r1\", \"backup_name\": \"nightly\"}");

    String expected =
        "Restore under other names (collection_suffix, collection_renames), replace them (dropExistCollection), add to them (skipCreateCollection), leave them alone (skipExistCollection), or drop them first.";
    assertThat(reply.body()).contains(expected);
    assertThat(api.get("/api/v1/get_restore?id=r1").body()).contains(expected);
  }

  @Test
  void anErrorOfTheLibraryIsAnAnswerWithItsMessage() {
    client.onDelete(
        name -> Job.failed(new MilvusUnavailableException("Cannot delete: no answer. Try again.")));

    Reply reply = api.delete("/api/v1/delete?backup_name=nightly");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("Cannot delete: no answer. Try again.");
  }
}
