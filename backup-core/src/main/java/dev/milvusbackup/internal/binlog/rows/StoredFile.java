package dev.milvusbackup.internal.binlog.rows;

import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A part of an object as a file for the Parquet library, read one window at a time. */
final class StoredFile implements InputFile {

  private static final int WINDOW = 1 << 20;

  private final ObjectStore store;
  private final ObjectKey key;
  private final long start;
  private final long length;

  StoredFile(ObjectStore store, ObjectKey key, long start, long length) {
    this.store = store;
    this.key = key;
    this.start = start;
    this.length = length;
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() {
    Window window = new Window();
    return new DelegatingSeekableInputStream(window) {
      @Override
      public long getPos() {
        return window.position;
      }

      @Override
      public void seek(long position) {
        window.position = position;
      }
    };
  }

  private final class Window extends InputStream {

    private long position;
    private long first;
    private byte[] bytes = {};

    @Override
    public int read() throws IOException {
      return fill() ? bytes[(int) (position++ - first)] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      Objects.checkFromIndexSize(offset, count, target.length);
      if (count == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int at = (int) (position - first);
      int available = Math.min(count, bytes.length - at);
      System.arraycopy(bytes, at, target, offset, available);
      position += available;
      return available;
    }

    /** Makes sure that the window holds the position; false at the end of the file. */
    private boolean fill() throws IOException {
      if (position >= length) {
        return false;
      }
      if (position < first || position >= first + bytes.length) {
        int count = (int) Math.min(WINDOW, length - position);
        first = position;
        bytes = SmallObject.range(store, key, start + position, count);
        if (bytes.length < count) {
          throw new EOFException("%s ends at byte %d".formatted(key, start + position));
        }
      }
      return true;
    }
  }
}
