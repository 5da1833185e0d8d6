package dev.milvusbackup.storage;

import dev.milvusbackup.Beta;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Checks that a store keeps the promises that backups rely on: it stores the bytes that it
 * receives, and of several creates of one object exactly one wins. Some servers answer as if it
 * were so, and it is not.
 *
 * <p>A probe writes 12 small objects below {@code .probe/} and deletes them.
 */
@Beta
public final class StoreProbe {

  private static final int CREATORS = 4;

  private final ObjectStore store;
  // The name of a backup cannot begin like this.
  private final ObjectKey directory = ObjectKey.of(".probe/" + UUID.randomUUID());
  private final List<ObjectKey> used = new ArrayList<>();

  private StoreProbe(ObjectStore store) {
    this.store = store;
  }

  /** Stores an object. */
  private interface Put {

    ObjectInfo put(ObjectKey key, ObjectBody body, PutMode mode);
  }

  /** Makes content with an action while it is stored. */
  private interface Content {

    ObjectBody with(byte[] bytes, Runnable action);
  }

  /**
   * One of the two ways in which objects are stored.
   *
   * @param how the way in words
   * @param size the size of its objects in bytes
   * @param races how often several creates of one object run simultaneously
   */
  private record Way(Put put, Content content, String how, int size, int races) {}

  /**
   * Probes a store.
   *
   * @param store the store
   * @throws StorageException if it breaks a promise, or if an object cannot be written, read or
   *     deleted; the message says which
   */
  public static void run(ObjectStore store) {
    new StoreProbe(store).run();
  }

  private void run() {
    try {
      probe(new Way(store::put, ProbeBody::beforeSending, "", 100, 3));
      // Only the end of an upload in parts is conditional: the last byte is near to it.
      probe(new Way(store::putAsLarge, ProbeBody::beforeTheEnd, " in parts", 100_000, 5));
    } catch (StorageException e) {
      deleteAfter(e);
      throw e;
    }
    store.delete(used);
  }

  /** The reason why the store cannot be used matters more than what remains in it. */
  private void deleteAfter(StorageException failure) {
    try {
      store.delete(used);
    } catch (StorageException e) {
      failure.addSuppressed(e);
    }
  }

  private void probe(Way way) {
    requireSameBytes(way);
    requireTakenKeysToStay(way);
    for (int i = 0; i < way.races(); i++) {
      requireOneWinner(way);
    }
  }

  private void requireSameBytes(Way way) {
    ObjectKey key = newKey("bytes");
    byte[] content = random(way.size());
    way.put().put(key, ObjectBody.of(content), PutMode.CREATE_NEW);
    long reported = store.stat(key).map(ObjectInfo::size).orElse(-1L);
    byte[] stored = read(key);
    if (reported != content.length || !Arrays.equals(stored, content)) {
      throw new StorageException(
          "Cannot use %s: an object that was just stored%s comes back with other content (%s: %d bytes were sent, %d are reported, %d are read). The service or a proxy changes content, for example by keeping the framing of its transfer. Use another service, another client library for it (minio:// or s3://), or no proxy."
              .formatted(
                  store.displayName(), way.how(), key, content.length, reported, stored.length));
    }
  }

  /** The key is taken after the store has looked whether it is, and before it stores. */
  private void requireTakenKeysToStay(Way way) {
    ObjectKey key = newKey("taken");
    byte[] first = random(way.size());
    ObjectBody second =
        ProbeBody.beforeSending(
            random(way.size()), () -> store.put(key, ObjectBody.of(first), PutMode.CREATE_NEW));
    boolean replaced = create(way, key, second);
    if (replaced || !Arrays.equals(read(key), first)) {
      throw ignoresConditions(
          "a create%s replaces an object that another job has created".formatted(way.how()), key);
    }
  }

  /** All look whether the key is taken before one stores. */
  private void requireOneWinner(Way way) {
    ObjectKey key = newKey("race");
    List<byte[]> contents = Stream.generate(() -> random(way.size())).limit(CREATORS).toList();
    Meeting meeting = new Meeting(contents.size());
    Queue<byte[]> winners = new ConcurrentLinkedQueue<>();
    meeting.run(
        contents.stream()
            .<Runnable>map(
                content ->
                    () -> {
                      if (create(way, key, way.content().with(content, meeting::meet))) {
                        winners.add(content);
                      }
                    })
            .toList());
    if (winners.size() != 1 || !Arrays.equals(read(key), winners.element())) {
      throw ignoresConditions(
          "of %d simultaneous creates%s of an object, %d succeed"
              .formatted(CREATORS, way.how(), winners.size()),
          key);
    }
  }

  private StorageException ignoresConditions(String what, ObjectKey key) {
    return new StorageException(
        "Cannot use %s: %s (%s). The service ignores conditions (If-None-Match), so two jobs could overwrite each other's backup. Use a service that supports conditional writes."
            .formatted(store.displayName(), what, key));
  }

  private static boolean create(Way way, ObjectKey key, ObjectBody body) {
    try {
      way.put().put(key, body, PutMode.CREATE_NEW);
      return true;
    } catch (ObjectExistsException e) {
      return false;
    }
  }

  private byte[] read(ObjectKey key) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Cannot read %s of %s: the connection broke (%s). Try again."
              .formatted(key, store.displayName(), e),
          e);
    }
  }

  private ObjectKey newKey(String name) {
    ObjectKey key = directory.resolve(name + "-" + used.size());
    used.add(key);
    return key;
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random().nextBytes(bytes);
    return bytes;
  }
}
