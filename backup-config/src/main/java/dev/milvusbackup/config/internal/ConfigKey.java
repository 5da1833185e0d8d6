package dev.milvusbackup.config.internal;

import java.util.List;

/**
 * A key of a schema.
 *
 * @param keys its names in the file; the first existing one counts
 * @param kind the type of its values
 * @param variable the environment variable, or empty
 * @param fallback the default
 * @param v2Key its name in the v2 schema; empty if it has no meaning there
 */
public record ConfigKey(
    List<String> keys, ValueType kind, String variable, Fallback fallback, String v2Key) {

  /**
   * A default.
   *
   * @param key another key whose value is the default, or empty
   * @param text the default value, also if the other key has none
   */
  record Fallback(String key, String text) {

    static Fallback parse(String text) {
      if (!text.startsWith("=")) {
        return new Fallback("", text);
      }
      String[] parts = text.substring(1).split("\\|", 2);
      return new Fallback(parts[0], parts.length == 2 ? parts[1] : "");
    }
  }

  public String key() {
    return keys.get(0);
  }

  public static ConfigKey parse(String line) {
    String[] columns = line.trim().split("\\s+", 5);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = columns[i].equals("-") ? "" : columns[i];
    }
    List<String> keys = List.of(columns[0].split(","));
    return new ConfigKey(
        keys,
        ValueType.parse(columns[1]),
        columns[2],
        Fallback.parse(columns[3]),
        columns.length == 5 ? columns[4] : keys.get(0));
  }
}
