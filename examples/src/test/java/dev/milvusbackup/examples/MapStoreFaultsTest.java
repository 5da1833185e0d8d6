package dev.milvusbackup.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.RecordingObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import org.junit.jupiter.api.Test;

/** The stores for tests that docs/write-your-own-store.md shows. */
class MapStoreFaultsTest {

  // tag::store-faults[]
  @Test
  void aPassingOutageDoesNotStopAListing() {
    RecordingObjectStore calls = RecordingObjectStore.over(ObjectStores.open("map:faults"));
    FaultyObjectStore store =
        FaultyObjectStore.over(calls).failNth(Operation.DIRECTORIES, 1, FaultyObjectStore.outage());

    try (BackupClient client = client(store)) {
      assertThat(client.list().backups()).isEmpty();
    }
    assertThat(calls.calls())
        .extracting(StoreCall::operation)
        .containsExactly(Operation.DIRECTORIES); // the second try; the first did not get there
  }

  // end::store-faults[]

  private static BackupClient client(ObjectStore backups) {
    return BackupClient.builder()
        .milvus("http://localhost:19530")
        .milvusStorage(InMemoryObjectStore.create())
        .backupStorage(backups)
        .build();
  }
}
