package dev.milvusbackup.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks.Mode;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.testkit.ObjectLocksContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class InMemoryLocksTest extends ObjectLocksContract {

  private static final ObjectKey KEY = ObjectKey.of("a");
  private static final Instant NOW = Instant.parse("2026-01-05T02:00:00Z");

  @Override
  protected ObjectStore newStore() {
    return InMemoryObjectStore.withLocks(Clock.systemUTC());
  }

  @Test
  void otherStoresCannotLock() {
    assertThat(InMemoryObjectStore.create().locks()).isEmpty();
  }

  @Test
  void aLockedObjectIsNeitherDeletedNorReplaced() {
    ObjectStore store = InMemoryObjectStore.withLocks(Clock.fixed(NOW, ZoneOffset.UTC));
    ObjectInfo stored = store.put(KEY, ObjectBody.of(new byte[3]), PutMode.REPLACE);
    store.locks().orElseThrow().lock(KEY, Mode.GOVERNANCE, NOW.plusSeconds(1));

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> store.delete(List.of(KEY)),
            () -> store.put(KEY, ObjectBody.of(new byte[0]), PutMode.REPLACE),
            () -> store.copyFrom(store, stored, KEY))) {
      assertThatThrownBy(call)
          .isInstanceOf(StorageException.class)
          .hasMessageEndingWith("/a: it is locked until 2026-01-05T02:00:01Z. Wait until then.");
    }
    assertThat(store.stat(KEY)).contains(stored);
  }

  @Test
  void anObjectIsDeletedWhenItsLockIsOver() {
    Clock end = Clock.offset(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(1));
    ObjectStore store = InMemoryObjectStore.withLocks(end);
    store.put(KEY, ObjectBody.of(new byte[3]), PutMode.REPLACE);
    store.locks().orElseThrow().lock(KEY, Mode.COMPLIANCE, NOW.plusSeconds(1));

    store.delete(List.of(KEY));

    assertThat(store.stat(KEY)).isEmpty();
  }
}
