package dev.milvusbackup.internal.format.packed;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads the values of a {@link PackedWriter} in the same order. */
public final class PackedReader {

  private final byte[] bytes;
  private int position;

  public PackedReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public long number() {
    long value = 0;
    int shift = 0;
    byte b;
    do {
      b = bytes[position++];
      value |= (b & 0x7fL) << shift;
      shift += 7;
    } while (b < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  public int count() {
    return Math.toIntExact(number());
  }

  public String text() {
    int length = count();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** A text that {@link PackedWriter#hex} has written. */
  public String hex() {
    return bytes[position++] == 1 ? HexFormat.of().formatHex(bytes()) : text();
  }

  public byte[] bytes() {
    return bytes(count());
  }

  /** What {@link PackedWriter#put} has written. */
  public byte[] bytes(int length) {
    byte[] data = new byte[length];
    System.arraycopy(bytes, position, data, 0, data.length);
    position += data.length;
    return data;
  }
}
