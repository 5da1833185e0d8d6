package dev.milvusbackup.internal.storage;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/** Reads an object of limited size, or a part of a larger one, into memory. */
public final class SmallObject {

  // About 150 bytes for each binlog: a million objects stay well below.
  private static final int MOST_BYTES = 1 << 30;

  private SmallObject() {}

  /**
   * Reads all of it.
   *
   * @throws ObjectNotFoundException if it is missing
   * @throws CorruptBackupException if it is too large
   */
  public static byte[] read(ObjectStore store, ObjectKey key) {
    byte[] content = head(store, key, MOST_BYTES);
    if (content.length == MOST_BYTES) {
      throw new CorruptBackupException(
          "Cannot read %s of %s: it has more than %d bytes, too large for metadata. Restore the file from a copy."
              .formatted(key, store.displayName(), MOST_BYTES));
    }
    return content;
  }

  /**
   * Reads the beginning, or everything if it is shorter.
   *
   * @throws ObjectNotFoundException if it is missing
   */
  public static byte[] head(ObjectStore store, ObjectKey key, int most) {
    return range(store, key, 0, most);
  }

  /**
   * Reads a part, or less if the object ends before.
   *
   * @throws ObjectNotFoundException if it is missing
   */
  public static byte[] range(ObjectStore store, ObjectKey key, long offset, int most) {
    try (InputStream in = store.open(key, offset, most)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw BrokenConnection.during(store, key, e);
    }
  }
}
