package dev.milvusbackup.internal.binlog.file;

import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Random access to an object, one window at a time. Used by one thread. */
final class BinlogFile {

  private static final int WINDOW = 8 << 10;

  private final ObjectStore store;
  private final ObjectKey key;
  private final long size;
  private long windowStart;
  private byte[] window = new byte[0];

  BinlogFile(ObjectStore store, ObjectKey key, long size) {
    this.store = store;
    this.key = key;
    this.size = size;
  }

  long size() {
    return size;
  }

  /**
   * Some bytes, little-endian.
   *
   * @param length the number of bytes; the caller has checked that it is plausible
   * @param what a description of them, for the message
   */
  ByteBuffer read(long offset, int length, String what) throws MalformedBinlogException {
    if (offset < 0 || length < 0 || length > size - offset) {
      throw new MalformedBinlogException("it ends in the middle of " + what);
    }
    if (offset < windowStart || offset + length > windowStart + window.length) {
      windowStart = offset;
      int count = (int) Math.min(Math.max(length, WINDOW), size - offset);
      window = SmallObject.range(store, key, offset, count);
      if (window.length < length) {
        throw new MalformedBinlogException("it ends in the middle of " + what);
      }
    }
    int start = (int) (offset - windowStart);
    return ByteBuffer.wrap(window, start, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
