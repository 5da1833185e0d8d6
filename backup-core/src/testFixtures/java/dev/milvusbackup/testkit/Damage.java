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
 * Ways to damage an object in a store, for tests of code that detects damage. Objects are read into
 * memory, so use small ones.
 */
public enum Damage {
  /** The object is missing. */
  DELETED,
  /** The second half of the object is missing. */
  TRUNCATED,
  /** One bit in the middle of the object is inverted. */
  BIT_FLIPPED,
  /** The object exists but has no content. */
  EMPTIED,
  /** The object and another one have exchanged their contents. */
  SWAPPED,
  /** The directory of the object contains an additional object. */
  STRAY;

  /**
   * Damages an object.
   *
   * @param store the store that contains it
   * @param victim its key
   * @param other the key of another object; {@link #SWAPPED} exchanges its content with that of the
   *     victim, the other kinds of damage do not touch it
   * @return the keys of the objects that were changed, added or deleted
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
   * Inverts one bit of an object.
   *
   * @param store the store that contains it
   * @param key its key
   * @param bit the index of the bit; 0 is the lowest bit of the first byte
   */
  public static void flipBit(ObjectStore store, ObjectKey key, long bit) {
    byte[] content = read(store, key);
    content[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
    put(store, key, content);
  }

  /**
   * Makes a directory equal to the same directory of another store: copies changed and missing
   * objects, and deletes additional ones.
   *
   * @param store the damaged store
   * @param original a store with the undamaged objects under the same keys
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
