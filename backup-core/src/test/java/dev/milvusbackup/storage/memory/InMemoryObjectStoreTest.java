package dev.milvusbackup.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.ObjectStores;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.testkit.ObjectStoreContract;
import dev.milvusbackup.testkit.RecordingObjectStore;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest extends ObjectStoreContract {

  private static final ObjectKey KEY = ObjectKey.of("a");

  @Override
  protected ObjectStore newStore() {
    return InMemoryObjectStore.create();
  }

  @Test
  void storesOfOneNameShareTheirObjects() {
    ObjectStores.open("memory:shared/root").put(KEY, ObjectBody.of(new byte[1]), PutMode.REPLACE);

    assertThat(ObjectStores.open("memory:shared").stat(ObjectKey.of("root/a"))).isPresent();
    assertThat(ObjectStores.open("memory:other").stat(ObjectKey.of("root/a"))).isEmpty();
  }

  @Test
  void copiesBetweenPrivateStores() {
    ObjectStore source = InMemoryObjectStore.create();
    ObjectStore target = InMemoryObjectStore.create();
    ObjectInfo stored = source.put(KEY, ObjectBody.of(new byte[3]), PutMode.REPLACE);

    assertThat(target.copyFrom(RecordingObjectStore.over(source), stored, KEY)).isNotNull();
    assertThat(target.stat(KEY)).isEqualTo(source.stat(KEY));
  }

  @Test
  void aStoreWithoutANameCannotBeOpened() {
    assertThatThrownBy(() -> ObjectStores.open("memory:/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot open a store at 'memory:/x': it has no name. Write memory:name.");
  }
}
