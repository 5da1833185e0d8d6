package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultyObjectStoreTest extends ObjectStoreContract {

  private static final ObjectKey KEY = ObjectKey.of("d/manifest.json");
  private static final ObjectBody BODY = ObjectBody.of(new byte[1]);

  private final FaultyObjectStore store = FaultyObjectStore.over(InMemoryObjectStore.create());

  @Override
  protected ObjectStore newStore() {
    return FaultyObjectStore.over(RecordingObjectStore.over(InMemoryObjectStore.create()));
  }

  @Test
  void failsTheNthCallOnly() {
    store.failNth(Operation.STAT, 2, FaultyObjectStore.outage());

    assertThat(store.stat(KEY)).isEmpty();
    assertThatThrownBy(() -> store.withRoot("x").stat(KEY))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(store.stat(KEY)).isEmpty();
  }

  @Test
  void aLostAnswerLeavesTheObjectStored() {
    store.failAfter(call -> call.touches("manifest.json"), FaultyObjectStore.outage());

    assertThatThrownBy(() -> store.put(KEY, BODY, PutMode.CREATE_NEW))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(store.heal().stat(KEY)).isPresent();
  }

  @Test
  void recordsTheCallsInTheirOrder() {
    RecordingObjectStore recording = RecordingObjectStore.over(store);

    recording.put(KEY, BODY, PutMode.REPLACE);
    recording.withRoot("d").delete(List.of(ObjectKey.of("manifest.json")));

    assertThat(recording.calls())
        .containsExactly(
            new StoreCall(Operation.PUT, List.of(KEY)),
            new StoreCall(Operation.DELETE, List.of(ObjectKey.of("manifest.json"))));
  }
}
