package dev.milvusbackup.storage.minio;

import io.minio.ByteBuffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A part that the MinIO client reads piece by piece. It would copy a byte array as a whole into the
 * buffers of its connection.
 */
final class PartBuffer extends ByteBuffer {

  private final List<byte[]> pieces;
  private final long length;

  /**
   * A part.
   *
   * @param pieces full ones, and a last one that may be longer than its content
   */
  PartBuffer(List<byte[]> pieces, long length) {
    super(length);
    this.pieces = pieces;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public InputStream inputStream() {
    List<InputStream> streams = new ArrayList<>();
    long left = length;
    for (byte[] piece : pieces) {
      int count = (int) Math.min(piece.length, left);
      streams.add(new ByteArrayInputStream(piece, 0, count));
      left -= count;
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  @Override
  public void write(int oneByte) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(byte[] more, int offset, int length) {
    throw new UnsupportedOperationException();
  }
}
