package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;

/** Backs up to {@link MapStore}, a store that this library knows nothing about. */
final class CustomStore {

  private CustomStore() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000);
              SampleCollection copy = new SampleCollection(milvus, "example_books_restored")) {
            copy.drop();
            backUp(milvusStorage);
            copy.requireRowsOf(books);
            story.say("A backup in a map has all rows of %s", books.name());
          }
        });
  }

  private static void backUp(ObjectStore milvusStorage) {
    // tag::custom-store[]
    try (ObjectStore map = new MapStore("backups");
        BackupClient client =
            BackupClient.builder()
                .milvus(Env.connection())
                .milvusStorage(milvusStorage)
                .backupStorage(map)
                .build()) {
      client.create(b -> b.name("in-a-map").collections("example_books")).join();
      client.restore(r -> r.backup("in-a-map").suffix("_restored")).join();
    }
    // end::custom-store[]
  }
}
