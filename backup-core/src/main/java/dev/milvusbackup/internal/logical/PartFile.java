package dev.milvusbackup.internal.logical;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A local file as content for a store; computes the digest in passing. */
final class PartFile implements ObjectBody {

  private final Path file;
  private final long size;
  private @Nullable MessageDigest latest;

  PartFile(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    latest = sha256();
    return new DigestInputStream(Files.newInputStream(file), latest);
  }

  /** The digest of the last read, which is the stored content. */
  Digest digest() {
    if (latest == null) {
      throw new StorageException(
          "Cannot store %s: the store reported success without reading the file. Check its implementation of put."
              .formatted(file));
    }
    return Digest.of(Digest.SHA_256, latest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance(Digest.SHA_256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
