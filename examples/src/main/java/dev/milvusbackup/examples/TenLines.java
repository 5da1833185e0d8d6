package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.StoreOptions;

/**
 * The whole library in ten lines: a backup of a collection, and a copy of it beside the original.
 */
final class TenLines {

  private TenLines() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (SampleCollection books = SampleCollection.filled(milvus, "example_books", 3_000);
              SampleCollection copy = new SampleCollection(milvus, "example_books_restored")) {
            copy.drop();
            backUpAndRestore();
            copy.requireRowsOf(books);
            story.say("%s has all rows of %s", copy.name(), books.name());
          }
        });
  }

  private static void backUpAndRestore() {
    // tag::ten-lines[]
    StoreOptions minio =
        StoreOptions.credentials(
            env("MINIO_ACCESS_KEY", "minioadmin"), env("MINIO_SECRET_KEY", "minioadmin"));
    try (BackupClient client =
        BackupClient.builder()
            .milvus(env("MILVUS_URI", "http://localhost:19530"))
            .milvusStorage(env("MILVUS_STORE", "minio://localhost:9000/a-bucket/files"), minio)
            .backupStorage(env("BACKUP_STORE", "file:///var/backups/milvus"), StoreOptions.none())
            .build()) {
      client.create(b -> b.name("nightly").collections("example_books")).join();
      client.restore(r -> r.backup("nightly").suffix("_restored")).join();
      client.delete("nightly").join(); // once it is no longer needed
    }
    // end::ten-lines[]
  }
}
