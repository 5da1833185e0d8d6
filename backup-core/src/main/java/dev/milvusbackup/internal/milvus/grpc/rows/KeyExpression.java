package dev.milvusbackup.internal.milvus.grpc.rows;

import dev.milvusbackup.internal.rows.RowColumn;
import org.jspecify.annotations.Nullable;

/** Filters on the primary key in Milvus's language. */
public final class KeyExpression {

  private KeyExpression() {}

  /** The rows whose key comes after another, or all. */
  public static String after(RowColumn key, @Nullable Object last) {
    if (last == null) {
      return "";
    }
    if (last instanceof Long number) {
      // Milvus cannot parse the smallest number, since it reads the digits before the sign.
      return number == Long.MIN_VALUE
          ? key.name() + " >= " + (Long.MIN_VALUE + 1)
          : key.name() + " > " + number;
    }
    return key.name() + " > " + quoted((String) last);
  }

  /** With the few escapes that both Milvus and Milvus Lite support; other characters need none. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
