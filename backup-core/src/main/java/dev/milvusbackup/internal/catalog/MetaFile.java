package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;

/** A file of the metadata. It is read into memory, but not whatever its size. */
public final class MetaFile {

  // Some 150 bytes for each binlog: that of a million objects is well below.
  static final int MOST_BYTES = 1 << 30;

  private MetaFile() {}

  /**
   * Reads it.
   *
   * @throws dev.milvusbackup.storage.ObjectNotFoundException if it is missing
   */
  public static byte[] read(ObjectStore store, ObjectKey key) {
    byte[] content;
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      content = in.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Cannot read %s of %s: the connection broke (%s). Try again."
              .formatted(key, store.displayName(), e),
          e);
    }
    if (content.length == MOST_BYTES) {
      throw new CorruptBackupException(
          "Cannot read %s of %s: it has more than %d bytes, which is no metadata. Restore the file from a copy."
              .formatted(key, store.displayName(), MOST_BYTES));
    }
    return content;
  }
}
