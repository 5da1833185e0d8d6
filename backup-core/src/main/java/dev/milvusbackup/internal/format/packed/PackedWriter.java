package dev.milvusbackup.internal.format.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and texts as few bytes in memory; {@link PackedReader} reads them. Never stored. */
public final class PackedWriter {

  private byte[] bytes = new byte[64];
  private int length;

  /** Small numbers of either sign need few bytes. */
  public void number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7fL) != 0) {
      put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  public void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(byte[] data) {
    number(data.length);
    reserve(data.length);
    System.arraycopy(data, 0, bytes, length, data.length);
    length += data.length;
  }

  public int length() {
    return length;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void put(byte b) {
    reserve(1);
    bytes[length++] = b;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      int half = Math.addExact(bytes.length, bytes.length / 2);
      bytes = Arrays.copyOf(bytes, Math.max(half, Math.addExact(length, more)));
    }
  }
}
