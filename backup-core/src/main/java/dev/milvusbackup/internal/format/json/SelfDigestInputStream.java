package dev.milvusbackup.internal.format.json;

import dev.milvusbackup.storage.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Keeps the last bytes of a stream and the digest of all bytes before them. */
public final class SelfDigestInputStream extends FilterInputStream {

  private final MessageDigest digest = Sha256.start();
  private final int tailLength;
  private byte[] tail = new byte[0];

  public SelfDigestInputStream(InputStream in, int tailLength) {
    super(in);
    this.tailLength = tailLength;
  }

  /** The last bytes; reads the rest of the stream first. */
  public String tail() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return new String(tail, StandardCharsets.ISO_8859_1);
  }

  /** The digest of all but the last bytes. */
  public Digest digest() {
    return Digest.of(Digest.SHA_256, digest.digest());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      keep(buffer, offset, read);
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void keep(byte[] buffer, int offset, int length) {
    byte[] both = Arrays.copyOf(tail, tail.length + length);
    System.arraycopy(buffer, offset, both, tail.length, length);
    int before = Math.max(0, both.length - tailLength);
    digest.update(both, 0, before);
    tail = Arrays.copyOfRange(both, before, both.length);
  }
}
