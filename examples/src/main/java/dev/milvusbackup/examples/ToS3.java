package dev.milvusbackup.examples;

import static dev.milvusbackup.examples.Env.env;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.storage.ObjectStore;

/** Backs up to S3, and restores from there. Milvus need not be able to read the bucket. */
final class ToS3 {

  private ToS3() {}

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
    // tag::to-s3[]
    try (BackupClient client =
        BackupClient.builder()
            .milvus(Env.connection())
            .milvusStorage(milvusStorage)
            // On Amazon without options: the AWS SDK finds credentials and region by itself.
            .backupStorage(env("S3_STORE", "s3://milvus-backups/prod"), Env.s3Options())
            .build()) {
      BackupReport report = client.create(b -> b.name("to-s3").collections("example_books")).join();
      story.say(
          "%d bytes copied inside the service, %d through this process",
          report.bytesCopiedByStore(), report.bytesStreamed());
      client.restore(r -> r.backup("to-s3").suffix("_restored")).join();
      client.delete("to-s3").join();
    }
    // end::to-s3[]
  }
}
