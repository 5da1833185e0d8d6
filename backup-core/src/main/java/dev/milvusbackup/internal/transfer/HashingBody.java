package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StorageException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** An object of a store as content for another one; computes a digest in passing. */
final class HashingBody implements ObjectBody {

  private final ObjectStore source;
  private final ObjectKey key;
  private final long size;
  private final String algorithm;
  private @Nullable MessageDigest latest;

  HashingBody(ObjectStore source, ObjectKey key, long size, String algorithm) {
    this.source = source;
    this.key = key;
    this.size = size;
    this.algorithm = algorithm;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    latest = newDigest();
    // Requests one byte more than expected, so that a source that has grown is noticed.
    return new DigestInputStream(source.open(key, 0, size + 1), latest);
  }

  /** The digest of the last read, which is the stored content. */
  Digest digest() {
    if (latest == null) {
      throw new StorageException(
          "Cannot store a copy of %s: the store reported success without reading the object. Check its implementation of put."
              .formatted(key));
    }
    return Digest.of(algorithm, latest.digest());
  }

  private MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("Unknown digest algorithm " + algorithm, e);
    }
  }
}
