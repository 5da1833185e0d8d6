package dev.milvusbackup.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content to be stored. It can be opened repeatedly, so that a failed upload can start over. */
public interface ObjectBody {

  /**
   * The exact length.
   *
   * @return the number of bytes that {@link #open()} delivers
   */
  long size();

  /**
   * A new stream from the first byte on. The caller closes it.
   *
   * @return the stream
   * @throws IOException if the content cannot be read
   */
  InputStream open() throws IOException;

  /**
   * Content in memory.
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
