package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * What can happen to an object in a store, inflicted on purpose: to test what notices it. Objects
 * are read into memory, so they should be small.
 */
public enum Damage {
  /** The object is gone. */
  DELETED,
  /** The second half of the object is gone. */
  TRUNCATED,
  /** One bit in the middle of the object has changed. */
  BIT_FLIPPED,
  /** The object is there, with no content. */
  EMPTIED,
  /** The object and another one have each other's content. */
  SWAPPED,
  /** Another object has appeared in its directory. */
  STRAY;

  /**
   * Damages an object.
   *
   * @param store where it is
   * @param victim its key
   * @param other another object of its kind, whose content {@link #SWAPPED} puts in its place; the
   *     other damages leave it alone
   * @return the keys whose objects are not as they were before
   */
  public List<ObjectKey> inflict(ObjectStore store, ObjectKey victim, ObjectKey other) {
    byte[] content = read(store, victim);
    switch (this) {
      case DELETED -> store.delete(List.of(victim));
      case TRUNCATED -> put(store, victim, Arrays.copyOf(content, content.length / 2));
      case BIT_FLIPPED -> flipBit(store, victim, content.length * 4L);
      case EMPTIED -> put(store, victim, new byte[0]);
      case SWAPPED -> {
        put(store, victim, read(store, other));
        put(store, other, content);
        return List.of(victim, other);
      }
      case STRAY -> {
        String path = victim.path();
        ObjectKey stray = ObjectKey.of(path.substring(0, path.lastIndexOf('/') + 1) + "4711");
        put(store, stray, content);
        return List.of(stray);
      }
    }
    return List.of(victim);
  }

  /**
   * Changes one bit of an object.
   *
   * @param store where it is
   * @param key its key
   * @param bit the number of the bit, counted from the first byte's lowest bit
   */
  public static void flipBit(ObjectStore store, ObjectKey key, long bit) {
    byte[] content = read(store, key);
    content[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
    put(store, key, content);
  }

  /**
   * Brings the objects below a directory back to what they were in another store: what has changed
   * or is missing is copied, what has been added is deleted.
   *
   * @param store where damage was done
   * @param original an undamaged copy with the same keys
   * @param directory the directory
   */
  public static void repair(ObjectStore store, ObjectStore original, ObjectKey directory) {
    try (var objects = store.list(directory)) {
      store.delete(
          objects.map(ObjectInfo::key).filter(key -> original.stat(key).isEmpty()).toList());
    }
    try (var objects = original.list(directory)) {
      objects
          .map(ObjectInfo::key)
          .filter(key -> isDifferent(store, original, key))
          .forEach(key -> put(store, key, read(original, key)));
    }
  }

  private static boolean isDifferent(ObjectStore store, ObjectStore original, ObjectKey key) {
    return store.stat(key).isEmpty() || !Arrays.equals(read(store, key), read(original, key));
  }

  private static byte[] read(ObjectStore store, ObjectKey key) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ObjectStore store, ObjectKey key, byte[] content) {
    store.put(key, ObjectBody.of(content), PutMode.REPLACE);
  }
}
