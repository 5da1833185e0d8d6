package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.storage.StoreOptions;

/** Backs up a Milvus whose storage is out of reach, row by row. */
final class WithoutStorage {

  private WithoutStorage() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000);
              SampleCollection copy = new SampleCollection(milvus, "example_books_restored")) {
            copy.drop();
            backUp();
            copy.requireRowsOf(books);
            story.say("All rows were moved by queries and inserts");
          }
        });
  }

  private static void backUp() {
    // tag::without-storage[]
    try (BackupClient client =
        BackupClient.builder()
            .milvus(Env.connection())
            .backupStorage(env("BACKUP_STORE", "file:///var/backups/milvus"), StoreOptions.none())
            .build()) {
      client
          .create(b -> b.name("rows").collections("example_books").mode(BackupMode.LOGICAL))
          .join();
      client.restore(r -> r.backup("rows").suffix("_restored")).join();
      client.delete("rows").join();
    }
    // end::without-storage[]
  }
}
