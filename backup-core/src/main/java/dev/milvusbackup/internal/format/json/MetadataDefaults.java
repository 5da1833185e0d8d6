package dev.milvusbackup.internal.format.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Restores the empty values that the Go tool leaves out; they are never null. */
public final class MetadataDefaults {

  private MetadataDefaults() {}

  public static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  public static <T> List<T> list(@Nullable List<T> value) {
    return value == null ? List.of() : List.copyOf(value);
  }

  public static <V> Map<String, V> map(@Nullable Map<String, V> value) {
    return value == null ? Map.of() : new TreeMap<>(value);
  }
}
