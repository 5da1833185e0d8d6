package dev.milvusbackup.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content to store. It can be opened repeatedly, so that a failed upload can start over. */
public interface ObjectBody {

  /**
   * Returns the exact length.
   *
   * @return the number of bytes that {@link #open()} delivers
   */
  long size();

  /**
   * Opens a new stream that starts at the first byte. The caller closes it.
   *
   * @return the stream
   * @throws IOException if the content cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Returns a body with content in memory.
   *
   * @param bytes the content; not copied, so do not change it afterwards
   * @return the body
   */
  static ObjectBody of(byte[] bytes) {
    return new ObjectBody() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
