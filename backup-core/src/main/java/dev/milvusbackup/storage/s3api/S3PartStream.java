package dev.milvusbackup.storage.s3api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next part of a longer stream; closing it leaves the longer stream open. */
final class S3PartStream extends FilterInputStream {

  private long remaining;

  S3PartStream(InputStream whole, long size) {
    super(whole);
    this.remaining = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0 && length > 0) {
      return -1;
    }
    int count = super.read(buffer, offset, (int) Math.min(length, remaining));
    remaining -= Math.max(count, 0);
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, remaining));
    remaining -= skipped;
    return skipped;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(super.available(), remaining);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {}
}
