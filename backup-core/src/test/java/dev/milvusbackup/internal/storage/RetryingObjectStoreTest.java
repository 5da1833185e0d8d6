package dev.milvusbackup.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.ObjectStoreContract;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store that fails now and then keeps the whole contract once its faults are ridden out. */
@Execution(ExecutionMode.CONCURRENT)
class RetryingObjectStoreTest extends ObjectStoreContract {

  private static final Duration OUTAGE = Duration.ofSeconds(2);

  private final FaultyObjectStore faulty = FaultyObjectStore.over(InMemoryObjectStore.create());
  private final ObjectStore store = new RetryingObjectStore(faulty, OUTAGE);

  @Override
  protected ObjectStore newStore() {
    FaultyObjectStore unreliable = FaultyObjectStore.over(InMemoryObjectStore.create());
    unreliable.failWhen(everyNth(500, call -> !call.is(Operation.PUT)), FaultyObjectStore.outage());
    unreliable.breakListings(everyNth(2, call -> true), 1);
    return new RetryingObjectStore(unreliable, Duration.ofSeconds(1));
  }

  @Test
  void aReadGoesOnWhereTheConnectionBroke() throws IOException {
    byte[] content = new byte[100_000];
    new Random(1).nextBytes(content);
    store.put(ObjectKey.of("a"), ObjectBody.of(content), PutMode.REPLACE);
    AtomicInteger opened = new AtomicInteger();
    faulty.breakReads(call -> opened.incrementAndGet() <= 3, 20_000);

    try (InputStream in = store.open(ObjectKey.of("a"), 10, Long.MAX_VALUE)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 10, 100_000));
    }
    assertThat(opened).hasValue(4);
  }

  @Test
  void aReadThatNeverGetsPastAByteIsNoOutage() throws IOException {
    store.put(ObjectKey.of("a"), ObjectBody.of(new byte[1000]), PutMode.REPLACE);
    AtomicInteger opened = new AtomicInteger();
    faulty.breakReads(call -> opened.incrementAndGet() > 0, 400);

    try (InputStream in = store.open(ObjectKey.of("a"), 0, Long.MAX_VALUE)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessage("connection reset by a test");
    }
    assertThat(opened).hasValue(4);
  }

  @Test
  void twoVersionsOfAnObjectAreNotMixed() throws IOException {
    ObjectKey key = ObjectKey.of("a");
    store.put(key, ObjectBody.of(new byte[100_000]), PutMode.REPLACE);
    faulty.breakReads(call -> true, 20_000);

    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      assertThat(in.readNBytes(20_000)).hasSize(20_000);
      faulty.heal();
      byte[] other = new byte[100_000];
      other[5] = 1;
      store.put(key, ObjectBody.of(other), PutMode.REPLACE);

      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("it changed after the connection broke at byte 20000");
    }
  }

  @Test
  void aListingGoesOnWhereAPageFailed() {
    for (int i = 0; i < 30; i++) {
      store.put(ObjectKey.of("k" + i), ObjectBody.of(new byte[i]), PutMode.REPLACE);
    }
    List<ObjectInfo> expected = faulty.list(ObjectKey.ROOT).toList();
    AtomicInteger listed = new AtomicInteger();
    faulty.breakListings(call -> listed.incrementAndGet() <= 2, 12);

    try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
      assertThat(objects).isEqualTo(expected);
    }
    assertThat(listed).hasValue(3);
  }

  @Test
  void whatHasAnsweredBeforeIsGivenTheLengthOfAnOutage() {
    store.stat(ObjectKey.of("a"));
    AtomicInteger calls = new AtomicInteger();
    faulty.failWhen(call -> calls.incrementAndGet() > 0, FaultyObjectStore.outage());

    assertThatThrownBy(() -> store.stat(ObjectKey.of("a")))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(calls).hasValueGreaterThan(1);
  }

  @Test
  void aPutThatMustNotBeMadeTwiceIsMadeOnce() {
    AtomicInteger calls = new AtomicInteger();
    faulty.failWhen(call -> calls.incrementAndGet() > 0, FaultyObjectStore.outage());

    assertThatThrownBy(
            () -> store.put(ObjectKey.of("a"), ObjectBody.of(new byte[1]), PutMode.CREATE_NEW))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(calls).hasValue(1);
  }

  private static Predicate<StoreCall> everyNth(int n, Predicate<StoreCall> which) {
    AtomicInteger calls = new AtomicInteger();
    return call -> which.test(call) && calls.incrementAndGet() % n == 0;
  }
}
