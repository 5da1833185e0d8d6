package dev.milvusbackup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The probe finds stores that break one promise each, in either way of storing. */
class StoreProbeTest {

  private final ObjectStore good = InMemoryObjectStore.create();

  static Stream<Arguments> brokenStores() {
    return Stream.of(
        broken("ignores the condition", Fault.IGNORES_CONDITION, "replaces an object"),
        broken("looks before it stores", Fault.LOOKS_FIRST, "replaces an object"),
        broken("decides in two steps", Fault.TWO_STEPS, "4 simultaneous creates"),
        broken("lets the last one win", Fault.LAST_WINS, "replaces an object"),
        broken("keeps the framing of chunks", Fault.FRAMES, "with other content"),
        broken("changes a byte", Fault.CHANGES, "with other content"),
        broken("drops the end", Fault.CUTS, "with other content"));
  }

  private static Arguments broken(String name, Fault fault, String message) {
    return Arguments.of(Named.of(name, fault), message);
  }

  private enum Fault {
    IGNORES_CONDITION,
    LOOKS_FIRST,
    TWO_STEPS,
    LAST_WINS,
    FRAMES,
    CHANGES,
    CUTS
  }

  @ParameterizedTest
  @MethodSource("brokenStores")
  void aBrokenStoreIsRefused(Fault fault, String message) {
    assertThatThrownBy(() -> StoreProbe.run(new BrokenStore(good, fault, false)))
        .isExactlyInstanceOf(StorageException.class)
        .hasMessageStartingWith("Cannot use " + good.displayName() + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining(" in parts");
    assertIsEmpty();
  }

  @ParameterizedTest
  @MethodSource("brokenStores")
  void aStoreThatIsBrokenForLargeObjectsIsRefused(Fault fault, String message) {
    assertThatThrownBy(() -> StoreProbe.run(new BrokenStore(good, fault, true)))
        .isExactlyInstanceOf(StorageException.class)
        .hasMessageStartingWith("Cannot use " + good.displayName() + ": ")
        .hasMessageContaining(message)
        .hasMessageContaining(" in parts");
    assertIsEmpty();
  }

  @Test
  void aGoodStoreIsAcceptedAndEmptyAfterwards() {
    assertThatCode(() -> StoreProbe.run(good)).doesNotThrowAnyException();
    assertIsEmpty();
  }

  @Test
  void aFailedCleanUpDoesNotHideTheReason() {
    ForwardingObjectStore store =
        new BrokenStore(good, Fault.IGNORES_CONDITION, false) {
          @Override
          public void delete(Collection<ObjectKey> keys) {
            throw new StoreUnavailableException("Cannot delete now.");
          }
        };
    assertThatThrownBy(() -> StoreProbe.run(store))
        .hasMessageContaining("replaces an object")
        .hasSuppressedException(new StoreUnavailableException("Cannot delete now."));
  }

  @Test
  void messagesSayWhatToDo() {
    assertThatThrownBy(() -> StoreProbe.run(new BrokenStore(good, Fault.IGNORES_CONDITION, false)))
        .hasMessageMatching(
            "Cannot use memory:\\S+: a create replaces an object that another job has created \\(\\.probe/\\S+/taken-1\\)\\. The service ignores conditions \\(If-None-Match\\), so two jobs could overwrite each other's backup\\. Use a service that supports conditional writes\\.");
    assertThatThrownBy(() -> StoreProbe.run(new BrokenStore(good, Fault.FRAMES, true)))
        .hasMessageContaining("100000 bytes were sent, 100085 are reported, 100085 are read")
        .hasMessageEndingWith(
            "Use another service, another client library for it (minio:// or s3://), or no proxy.");
  }

  private void assertIsEmpty() {
    try (Stream<ObjectInfo> objects = good.list(ObjectKey.ROOT)) {
      assertThat(objects).isEmpty();
    }
  }

  /** A store with a fault for small or for large objects. */
  private static class BrokenStore extends ForwardingObjectStore {

    private final Fault fault;
    private final boolean ofLarge;
    private final CyclicBarrier allLooked = new CyclicBarrier(4);

    BrokenStore(ObjectStore good, Fault fault, boolean ofLarge) {
      super(good);
      this.fault = fault;
      this.ofLarge = ofLarge;
    }

    @Override
    public ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode) {
      return ofLarge ? super.put(key, body, mode) : faulty(key, body, mode);
    }

    @Override
    public ObjectInfo putAsLarge(ObjectKey key, ObjectBody body, PutMode mode) {
      return ofLarge ? faulty(key, body, mode) : super.put(key, body, mode);
    }

    private ObjectInfo faulty(ObjectKey key, ObjectBody body, PutMode mode) {
      return switch (fault) {
        case IGNORES_CONDITION -> store.put(key, body, PutMode.REPLACE);
        case LOOKS_FIRST -> {
          requireFree(key);
          yield store.put(key, body, PutMode.REPLACE);
        }
        case TWO_STEPS -> {
          byte[] content = content(body);
          requireFree(key);
          if (key.path().contains("/race-")) {
            meet();
          }
          yield store.put(key, ObjectBody.of(content), PutMode.REPLACE);
        }
        case LAST_WINS -> {
          byte[] content = content(body);
          boolean taken = store.stat(key).isPresent();
          ObjectInfo stored = store.put(key, ObjectBody.of(content), PutMode.REPLACE);
          if (taken) {
            throw taken(key);
          }
          yield stored;
        }
        case FRAMES -> changed(key, body, mode, c -> Arrays.copyOf(c, c.length + 85));
        case CUTS -> changed(key, body, mode, c -> Arrays.copyOf(c, c.length - 1));
        case CHANGES ->
            changed(
                key,
                body,
                mode,
                c -> {
                  c[c.length / 2]++;
                  return c;
                });
      };
    }

    private ObjectInfo changed(
        ObjectKey key, ObjectBody body, PutMode mode, UnaryOperator<byte[]> change) {
      return store.put(key, ObjectBody.of(change.apply(content(body))), mode);
    }

    private void requireFree(ObjectKey key) {
      if (store.stat(key).isPresent()) {
        throw taken(key);
      }
    }

    private void meet() {
      try {
        allLooked.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }

    private static ObjectExistsException taken(ObjectKey key) {
      return new ObjectExistsException("Cannot store " + key + ": the key is taken.");
    }

    private static byte[] content(ObjectBody body) {
      try (InputStream in = body.open()) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ObjectStore withRoot(String root) {
      throw new UnsupportedOperationException();
    }
  }
}
