package dev.milvusbackup.examples;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.RbacPolicy;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import io.milvus.v2.service.utility.request.DropAliasReq;

/** Moves an alias to the restored collection, and backs up users and roles. */
final class SwitchAlias {

  private SwitchAlias() {}

  public static void main(String[] args) throws Exception {
    Story.tell(
        (story, milvus) -> {
          try (ObjectStore milvusStorage = Env.milvusStorage();
              SampleCollection books = SampleCollection.filled(milvus, "example_books", 2_000);
              SampleCollection copy = new SampleCollection(milvus, "example_books_2");
              BackupClient client = Env.backupClient(milvusStorage, InMemoryObjectStore.create())) {
            copy.drop();
            milvus.createAlias(
                CreateAliasReq.builder().alias("books_live").collectionName(books.name()).build());
            backUp(client);
            switchAlias(client);
            dropAlias(milvus);
            copy.requireRowsOf(books);
            story.say("books_live now points to %s", copy.name());
          }
        });
  }

  private static void backUp(BackupClient client) {
    // tag::rbac[]
    client.create(b -> b.name("nightly").collections("example_books").rbac(RbacPolicy.ALL)).join();
    // end::rbac[]
  }

  private static void switchAlias(BackupClient client) {
    // tag::switch-alias[]
    client
        .restore(r -> r.backup("nightly").suffix("_2").switchAlias("books_live", "example_books"))
        .join();
    // end::switch-alias[]
  }

  private static void dropAlias(MilvusClientV2 milvus) {
    milvus.dropAlias(DropAliasReq.builder().alias("books_live").build());
  }
}
