package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.util.concurrent.CompletionException;

/** Restores over a collection that exists, which is refused, and reads the error. */
final class HandleErrors {

  private HandleErrors() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 1_000);
              BackupClient client = Env.backupClient(milvusStorage, InMemoryObjectStore.create())) {
            client.create(b -> b.name("nightly").collections(books.name())).join();
            restore(client, story);
          }
        });
  }

  private static void restore(BackupClient client, Story story) {
    // tag::errors[]
    try {
      client.restore(r -> r.backup("nightly")).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CollectionExistsException exists) {
        story.say("Nothing was changed. %s", exists.getMessage());
      } else if (e.getCause() instanceof RestoreFailedException failed) {
        failed.report().restored().forEach(c -> story.say("Restored: %s", c.target()));
        failed.report().failed().forEach(c -> story.say("Failed: %s", c.cause().getMessage()));
      } else if (e.getCause() instanceof BackupException other) {
        story.say("%s", other.getMessage());
      }
    }
    // end::errors[]
  }
}
