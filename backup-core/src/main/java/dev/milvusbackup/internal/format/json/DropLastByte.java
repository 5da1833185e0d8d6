package dev.milvusbackup.internal.format.json;

import java.util.Arrays;
import java.util.Iterator;

/** Pieces of JSON without the brace at the end of the last one. */
public record DropLastByte(Iterator<byte[]> pieces) implements Iterator<byte[]> {

  @Override
  public boolean hasNext() {
    return pieces.hasNext();
  }

  @Override
  public byte[] next() {
    byte[] piece = pieces.next();
    return pieces.hasNext() ? piece : Arrays.copyOf(piece, piece.length - 1);
  }
}
