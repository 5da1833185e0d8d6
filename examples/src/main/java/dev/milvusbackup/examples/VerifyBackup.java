package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;

/** Verifies a backup, including whether Milvus can restore it. */
final class VerifyBackup {

  private VerifyBackup() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000);
              BackupClient client = Env.backupClient(milvusStorage, InMemoryObjectStore.create())) {
            client.create(b -> b.name("nightly").collections(books.name())).join();
            verify(client, story);
          }
        });
  }

  private static void verify(BackupClient client, Story story) {
    // tag::verify[]
    VerifyReport report = client.verify(v -> v.backup("nightly").depth(VerifyDepth.RESTORE)).join();
    report.findings().forEach(f -> story.say("%s %s: %s", f.kind(), f.key(), f.message()));
    story.say("nightly is sound: %s", report.isSound());
    // end::verify[]
  }
}
