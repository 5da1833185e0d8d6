package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.storage.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Counts and digests the bytes read, to compare them with the commit object. */
final class MeasuredStream extends DigestInputStream {

  private final Digest expected;
  private long size;

  MeasuredStream(InputStream in, Digest expected, MessageDigest digest) {
    super(in, digest);
    this.expected = expected;
  }

  /** How the content differs; reads the rest first. */
  Optional<String> difference(long expectedSize) throws IOException {
    transferTo(OutputStream.nullOutputStream());
    if (size != expectedSize) {
      return Optional.of(size + " bytes, the manifest says " + expectedSize);
    }
    return Digest.of(expected.algorithm(), digest.digest()).equals(expected)
        ? Optional.empty()
        : Optional.of("its digest differs from the manifest's");
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    size += b < 0 ? 0 : 1;
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    size += Math.max(0, read);
    return read;
  }
}
