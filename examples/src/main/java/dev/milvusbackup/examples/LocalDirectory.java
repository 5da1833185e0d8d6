package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.nio.file.Path;

/** Backs up to a folder of this machine, wherever Milvus keeps its data, and restores from it. */
final class LocalDirectory {

  private LocalDirectory() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000);
              SampleCollection copy = new SampleCollection(milvus, "example_books_restored")) {
            copy.drop();
            backUp(milvusStorage, story);
            copy.requireRowsOf(books);
          }
        });
  }

  private static void backUp(ObjectStore milvusStorage, Story story) {
    // tag::local-directory[]
    Path folder = Path.of(env("BACKUP_DIR", "/var/backups/milvus"));
    try (BackupClient client =
        BackupClient.builder()
            .milvus(Env.connection())
            .milvusStorage(milvusStorage)
            .backupStorage(FileSystemObjectStore.at(folder))
            .build()) {
      client.create(b -> b.name("local").collections("example_books")).join();
      client.list().backups().forEach(b -> story.say("%s: %d bytes", b.name(), b.size()));
      client.restore(r -> r.backup("local").suffix("_restored")).join();
      client.delete("local").join();
    }
    // end::local-directory[]
  }
}
