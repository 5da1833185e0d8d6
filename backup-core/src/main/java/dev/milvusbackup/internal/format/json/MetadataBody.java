package dev.milvusbackup.internal.format.json;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectBody;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
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
    return sealed(pieces, digest -> new byte[0]);
  }

  /**
   * A file with an end that depends on everything before.
   *
   * @param seal the end, from the digest of everything before
   */
  public static MetadataBody sealed(
      Supplier<Iterator<byte[]>> pieces, Function<Digest, byte[]> seal) {
    MessageDigest unsealed = Sha256.start();
    long size = 0;
    for (Iterator<byte[]> all = pieces.get(); all.hasNext(); ) {
      byte[] piece = all.next();
      unsealed.update(piece);
      size += piece.length;
    }
    MessageDigest whole = Sha256.copy(unsealed);
    byte[] end = seal.apply(Digest.of(Digest.SHA_256, unsealed.digest()));
    whole.update(end);
    return new MetadataBody(
        () -> ConcatenatedIterator.of(List.of(pieces.get(), List.of(end).iterator())),
        size + end.length,
        Digest.of(Digest.SHA_256, whole.digest()));
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
