package dev.milvusbackup.internal.format.packed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

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
    put(data);
  }

  /** Without their length, which the reader has to know. */
  public void put(byte[] data) {
    reserve(data.length);
    System.arraycopy(data, 0, bytes, length, data.length);
    length += data.length;
  }

  /** A text that may be the digits of bytes; those take half of the memory. */
  public void hex(String text) {
    boolean digits = isLowerCaseHex(text);
    put((byte) (digits ? 1 : 0));
    if (digits) {
      bytes(HexFormat.of().parseHex(text));
    } else {
      text(text);
    }
  }

  /** What was written since the last call. */
  public byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }

  private static boolean isLowerCaseHex(String text) {
    return text.length() % 2 == 0
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
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
