package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;

/** Content that does not keep its promise. */
@SuppressWarnings("ArrayRecordComponent") // Not compared for equality.
record TestBody(long size, byte[] given, boolean breaksOff) implements ObjectBody {

  /** Bytes that look random and are the same for the same size. */
  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static ObjectBody giving(int given, long announced) {
    return new TestBody(announced, random(given), false);
  }

  static ObjectBody breakingOff(int given, long announced) {
    return new TestBody(announced, random(given), true);
  }

  @Override
  public InputStream open() {
    InputStream bytes = new ByteArrayInputStream(given);
    return breaksOff ? new SequenceInputStream(bytes, new Broken()) : bytes;
  }

  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("the source went away");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
