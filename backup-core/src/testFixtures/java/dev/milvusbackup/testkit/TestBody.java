package dev.milvusbackup.testkit;

import dev.milvusbackup.storage.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;

/** A body whose content differs from the announced size, or breaks off. */
@SuppressWarnings("ArrayRecordComponent") // Not compared for equality.
record TestBody(long size, byte[] delivered, boolean breaksOff) implements ObjectBody {

  /** Returns pseudorandom bytes, always the same for one size. */
  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static ObjectBody delivering(int delivered, long announced) {
    return new TestBody(announced, random(delivered), false);
  }

  static ObjectBody breakingOff(int delivered, long announced) {
    return new TestBody(announced, random(delivered), true);
  }

  @Override
  public InputStream open() {
    InputStream bytes = new ByteArrayInputStream(delivered);
    return breaksOff ? new SequenceInputStream(bytes, new Broken()) : bytes;
  }

  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("the source of the body failed");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }
}
