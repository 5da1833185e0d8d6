package dev.milvusbackup.internal.format;

import dev.milvusbackup.storage.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of what is in memory. */
public final class Sha256 {

  private Sha256() {}

  public static Digest of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** Of the first {@code length} bytes. */
  static Digest of(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance(Digest.SHA_256);
      digest.update(bytes, 0, length);
      return Digest.of(Digest.SHA_256, digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
