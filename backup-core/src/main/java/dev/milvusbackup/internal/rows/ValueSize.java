package dev.milvusbackup.internal.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The approximate size of values on the wire. */
public final class ValueSize {

  private static final long SMALL = 8;

  private ValueSize() {}

  public static long of(@Nullable Object[] row) {
    long bytes = 0;
    for (Object value : row) {
      bytes += one(value);
    }
    return bytes;
  }

  private static long one(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.length + SMALL;
    }
    if (value instanceof float[] floats) {
      return 4L * floats.length + SMALL;
    }
    if (value instanceof String text) {
      return 3L * text.length() + SMALL; // as UTF-8 at most
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(ValueSize::one).sum() + SMALL;
    }
    return SMALL;
  }
}
