package dev.milvusbackup.internal.format.json;

import dev.milvusbackup.storage.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of metadata. */
public final class Sha256 {

  private Sha256() {}

  public static Digest of(byte[] bytes) {
    return Digest.of(Digest.SHA_256, start().digest(bytes));
  }

  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance(Digest.SHA_256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  /** What continues from the same state. */
  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("A digest of the JDK can be copied", e);
    }
  }
}
