package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.nio.file.Path;

/**
 * Moves a collection from one Milvus to another. With the environment of the other examples both
 * are the same server, so the original is dropped in between.
 */
final class MoveToAnotherCluster {

  private MoveToAnotherCluster() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000)) {
            var rows = books.rows();
            ObjectStore backups =
                FileSystemObjectStore.at(Path.of(env("BACKUP_DIR", "/var/backups/milvus"), "move"));
            backUp(Env.connection(), milvusStorage, backups);
            books.drop();
            restore(Env.connection(), milvusStorage, backups);
            story.say("All %d rows moved: %b", rows.size(), books.rows().equals(rows));
          }
        });
  }

  private static void backUp(
      MilvusConnection oldMilvus, ObjectStore oldStorage, ObjectStore backups) {
    // tag::move-create[]
    try (BackupClient oldCluster =
        BackupClient.builder()
            .milvus(oldMilvus)
            .milvusStorage(oldStorage)
            .backupStorage(backups)
            .build()) {
      oldCluster.create(b -> b.name("move").collections("example_books")).join();
    }
    // end::move-create[]
  }

  private static void restore(
      MilvusConnection newMilvus, ObjectStore newStorage, ObjectStore backups) {
    // tag::move-restore[]
    try (BackupClient newCluster =
        BackupClient.builder()
            .milvus(newMilvus)
            .milvusStorage(newStorage)
            .backupStorage(backups)
            .build()) {
      newCluster.restore(r -> r.backup("move")).join();
    }
    // end::move-restore[]
  }
}
