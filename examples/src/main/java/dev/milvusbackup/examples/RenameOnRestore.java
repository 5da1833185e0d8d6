package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.database.request.DropDatabaseReq;

/** Restores a collection under another name into another database, and in place of the original. */
final class RenameOnRestore {

  private RenameOnRestore() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000);
              BackupClient client = Env.backupClient(milvusStorage, InMemoryObjectStore.create())) {
            client.create(b -> b.name("nightly").collections(books.name())).join();
            lookBefore(client, story);
            intoAnotherDatabase(client, story);
            inPlaceOfTheOriginal(client, story);
          } finally {
            dropArchive(milvus);
          }
        });
  }

  private static void lookBefore(BackupClient client, Story story) {
    // tag::preview[]
    RestorePreview preview = client.previewRestore(r -> r.backup("nightly").suffix("_restored"));
    preview
        .collections()
        .forEach(c -> story.say("%s as %s: %d rows", c.source(), c.target(), c.rows()));
    story.say("about %d s", preview.estimate().toSeconds());
    // end::preview[]
  }

  private static void intoAnotherDatabase(BackupClient client, Story story) {
    // tag::rename[]
    RestoreReport report =
        client
            .restore(
                r ->
                    r.backup("nightly")
                        .collections("example_books")
                        .rename("example_books", "example_archive.books_of_november"))
            .join();
    report.restored().forEach(c -> story.say("%s: %d rows", c.target(), c.rows()));
    // end::rename[]
  }

  private static void inPlaceOfTheOriginal(BackupClient client, Story story) {
    // tag::replace[]
    client.restore(r -> r.backup("nightly").ifExists(IfExists.REPLACE)).join();
    // end::replace[]
    story.say("example_books has the rows of the backup again");
  }

  private static void dropArchive(MilvusClientV2 milvus) {
    milvus.dropCollection(
        DropCollectionReq.builder()
            .databaseName("example_archive")
            .collectionName("books_of_november")
            .build());
    milvus.dropDatabase(DropDatabaseReq.builder().databaseName("example_archive").build());
  }
}
