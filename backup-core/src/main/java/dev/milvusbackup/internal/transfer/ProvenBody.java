package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An object of a store as content for another one, which is stored only with the expected digest:
 * instead of its last bytes, other content ends with a failure.
 */
public final class ProvenBody implements ObjectBody {

  private final ObjectStore source;
  private final ObjectKey key;
  private final long size;
  private final Digest expected;

  /**
   * A body.
   *
   * @param expected of an algorithm of this JDK
   */
  public ProvenBody(ObjectStore source, ObjectKey key, long size, Digest expected) {
    this.source = source;
    this.key = key;
    this.size = size;
    this.expected = expected;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    MessageDigest digest = digest();
    // Requests one byte more than expected, so that a source that has grown is noticed.
    return new Proving(source.open(key, 0, size + 1), digest);
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(expected.algorithm());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("Unknown digest algorithm " + expected.algorithm(), e);
    }
  }

  private final class Proving extends FilterInputStream {

    private final MessageDigest digest;
    private long count;

    Proving(InputStream in, MessageDigest digest) {
      super(in);
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int length = read(one, 0, 1);
      return length < 0 ? length : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        digest.update(buffer, offset, read);
        count += read;
        if (count >= size) {
          prove();
        }
      }
      return read;
    }

    private void prove() throws IOException {
      Digest found = Digest.of(expected.algorithm(), digest.digest());
      if (!found.equals(expected)) {
        throw new IOException(
            "%s in %s changed while it was read: its digest is %s, expected %s"
                .formatted(key, source.displayName(), found, expected));
      }
    }

    @Override
    public long skip(long bytes) throws IOException {
      return readNBytes((int) Math.min(bytes, 1 << 13)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
