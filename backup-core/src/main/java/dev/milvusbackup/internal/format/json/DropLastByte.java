package dev.milvusbackup.internal.format.json;

import java.util.Arrays;
import java.util.Iterator;

/** Chunks of JSON without the last closing brace. */
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
