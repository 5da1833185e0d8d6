package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectExistsException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store of a test of {@link ObjectStoreContract}, with shorthand methods for its calls. */
@ExtendWith(DutyReport.class)
abstract class ContractFixture {

  /** Valid names that careless code handles wrongly. */
  static final List<String> NASTY =
      List.of(
          "%41",
          "+",
          "a b",
          "a!",
          "a%2Fb",
          "a&b",
          "a+b",
          "a-b",
          "a.b",
          "a/b",
          "a/b c/d",
          "a=b&c",
          "a?b",
          "a~b",
          "aA",
          "ab",
          "ac/c",
          "b#c",
          "é",
          "数据/向量.bin",
          "😀");

  static final int MIB = 1 << 20;

  private @Nullable ObjectStore opened;

  ContractFixture() {}

  /**
   * Opens an empty store. Each test uses a new one and closes it.
   *
   * @return the store
   */
  protected abstract ObjectStore newStore();

  /** Opens the store of the test. */
  @BeforeEach
  final void openStore() {
    opened = newStore();
  }

  /** Closes the store twice, since the second call is required to be harmless. */
  @AfterEach
  final void closeStore() {
    if (opened != null) {
      opened.close();
      opened.close();
    }
  }

  ObjectStore store() {
    return Objects.requireNonNull(opened, "newStore() returned null");
  }

  static ObjectKey key(String path) {
    return ObjectKey.of(path);
  }

  static ObjectBody text(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(bytes).hasSize(size);
    return ObjectBody.of(bytes);
  }

  void put(String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    store().put(key(key), ObjectBody.of(bytes), PutMode.REPLACE);
  }

  boolean create(ObjectKey key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      store().put(key, ObjectBody.of(bytes), PutMode.CREATE_NEW);
      return true;
    } catch (ObjectExistsException e) {
      return false;
    }
  }

  int putEvery(List<ObjectKey> keys, int first, int step) {
    for (int i = first; i < keys.size(); i += step) {
      put(keys.get(i).path(), "x");
    }
    return first;
  }

  int rewrite(byte[][] versions, AtomicBoolean done) {
    try {
      for (int i = 0; i < 40; i++) {
        store().put(key("a"), ObjectBody.of(versions[i % 2]), PutMode.REPLACE);
      }
    } finally {
      done.set(true);
    }
    return 40;
  }

  int readUntil(AtomicBoolean done, byte[][] versions) {
    int reads = 0;
    do {
      byte[] seen = read("a");
      assertThat(Arrays.equals(seen, versions[0]) || Arrays.equals(seen, versions[1])).isTrue();
      reads++;
    } while (!done.get());
    return reads;
  }

  static List<ObjectBody> brokenBodies() {
    return List.of(
        TestBody.delivering(0, 1),
        TestBody.delivering(1, 0),
        TestBody.delivering(999, 1000),
        TestBody.delivering(1001, 1000),
        TestBody.breakingOff(500, 1000),
        TestBody.breakingOff(0, 0),
        TestBody.delivering(20 * MIB - 1, 20L * MIB),
        TestBody.delivering(20 * MIB + 1, 20L * MIB),
        TestBody.breakingOff(18 * MIB, 20L * MIB));
  }

  byte[] read(String key) {
    return read(key, 0, Long.MAX_VALUE);
  }

  byte[] read(String key, long offset, long length) {
    try (InputStream in = store().open(key(key), offset, length)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte firstByte(String key, int offset) {
    try (InputStream in = store().open(key(key), offset, Long.MAX_VALUE)) {
      return (byte) in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String key) {
    return new String(read(key), StandardCharsets.UTF_8);
  }

  String text(String key, long offset, long length) {
    return new String(read(key, offset, length), StandardCharsets.UTF_8);
  }

  List<ObjectInfo> list(ObjectKey directory) {
    try (Stream<ObjectInfo> objects = store().list(directory)) {
      return objects.toList();
    }
  }

  List<String> keys(ObjectKey directory) {
    return list(directory).stream().map(info -> info.key().path()).toList();
  }

  List<String> directories(ObjectKey directory) {
    try (Stream<ObjectKey> keys = store().directories(directory)) {
      return keys.map(ObjectKey::path).toList();
    }
  }

  static <T> List<T> inParallel(int threads, IntFunction<T> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> calls =
          IntStream.range(0, threads).mapToObj(i -> (Callable<T>) () -> work.apply(i)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> future : executor.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
