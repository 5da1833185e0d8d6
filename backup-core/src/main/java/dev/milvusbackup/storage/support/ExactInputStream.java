package dev.milvusbackup.storage.support;

import dev.milvusbackup.storage.ObjectBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The content of a body, checked against its announced length.
 *
 * <p>The last byte is released only after the source has ended there. HTTP clients stop reading at
 * the announced length, so a later check would come after the object is stored.
 */
public final class ExactInputStream extends FilterInputStream {

  private final long size;
  private long remaining;

  private ExactInputStream(InputStream in, long size) {
    super(in);
    this.size = size;
    this.remaining = size;
  }

  /**
   * Opens a body.
   *
   * @param body the body
   * @return its content; reading fails with {@link BodyException} if the length is wrong or the
   *     body cannot be read
   * @throws BodyException if the body cannot be opened, or announces no content but has some
   */
  public static InputStream open(ObjectBody body) throws BodyException {
    ExactInputStream stream;
    try {
      stream = new ExactInputStream(body.open(), body.size());
    } catch (IOException e) {
      throw BodyException.unreadable(e);
    }
    stream.requireEndIfDone();
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (remaining == 0) {
      return -1;
    }
    if (length == 0) {
      return 0;
    }
    int count = readSource(buffer, offset, (int) Math.min(length, remaining));
    if (count < 0) {
      throw BodyException.wrongLength("only " + (size - remaining), size);
    }
    remaining -= count;
    requireEndIfDone();
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && read() >= 0) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(remaining, super.available());
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void requireEndIfDone() throws BodyException {
    if (remaining == 0 && readSource(new byte[1], 0, 1) >= 0) {
      throw BodyException.wrongLength("more than " + size, size);
    }
  }

  private int readSource(byte[] buffer, int offset, int length) throws BodyException {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw BodyException.unreadable(e);
    }
  }
}
