package dev.milvusbackup.internal.format.json;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * A metadata file that is generated each time it is read. Its size and digest come from generating
 * it once in advance: that costs less than a large file in memory.
 */
public final class MetadataBody implements ObjectBody {

  private final Supplier<Iterator<byte[]>> pieces;
  private final long size;
  private final Digest digest;

  private MetadataBody(Supplier<Iterator<byte[]>> pieces, long size, Digest digest) {
    this.pieces = pieces;
    this.size = size;
    this.digest = digest;
  }

  public static MetadataBody of(Supplier<Iterator<byte[]>> pieces) {
    MessageDigest digest = Sha256.start();
    long size = 0;
    for (Iterator<byte[]> all = pieces.get(); all.hasNext(); ) {
      byte[] piece = all.next();
      digest.update(piece);
      size += piece.length;
    }
    return new MetadataBody(pieces, size, Digest.of(Digest.SHA_256, digest.digest()));
  }

  @Override
  public long size() {
    return size;
  }

  /** The SHA-256 of the content. */
  public Digest digest() {
    return digest;
  }

  @Override
  public InputStream open() {
    return new ChunkedInputStream(pieces.get());
  }
}
