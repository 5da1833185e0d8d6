package dev.milvusbackup.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends or fails after a number of bytes. */
final class BrokenRead extends FilterInputStream {

  /** The behavior after these bytes. */
  enum Ending {
    /** The read throws an exception, like a lost connection. */
    FAILS,
    /** The stream reports its end. */
    STOPS_SHORT
  }

  private final Ending ending;
  private long remaining;

  BrokenRead(InputStream in, long bytes, Ending ending) {
    super(in);
    this.remaining = bytes;
    this.ending = ending;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0 && length > 0) {
      if (ending == Ending.FAILS) {
        throw new IOException("connection reset by a test");
      }
      return -1;
    }
    int count = super.read(buffer, offset, (int) Math.min(length, remaining));
    remaining -= Math.max(count, 0);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
