package dev.milvusbackup.internal.logical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Milvus's order of primary keys. */
final class Keys {

  private Keys() {}

  static int compare(Object a, Object b) {
    if (a instanceof Long first && b instanceof Long second) {
      return Long.compare(first, second);
    }
    return Arrays.compareUnsigned(bytes((String) a), bytes((String) b));
  }

  /** Texts are compared byte by byte, which is not the order of Java's characters. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
