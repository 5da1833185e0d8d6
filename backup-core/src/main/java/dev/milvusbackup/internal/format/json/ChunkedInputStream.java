package dev.milvusbackup.internal.format.json;

import java.io.InputStream;
import java.util.Iterator;

/** Chunks as one stream; each chunk is created when it is needed. */
final class ChunkedInputStream extends InputStream {

  private final Iterator<byte[]> pieces;
  private byte[] piece = new byte[0];
  private int position;

  ChunkedInputStream(Iterator<byte[]> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    return advance() ? piece[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int read = 0;
    while (read < length && advance()) {
      int part = Math.min(length - read, piece.length - position);
      System.arraycopy(piece, position, buffer, offset + read, part);
      position += part;
      read += part;
    }
    return read == 0 && length > 0 ? -1 : read;
  }

  private boolean advance() {
    while (position == piece.length && pieces.hasNext()) {
      piece = pieces.next();
      position = 0;
    }
    return position < piece.length;
  }
}
