package dev.milvusbackup.server.internal.body;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels in a body. */
public final class LabelOptions {

  private LabelOptions() {}

  /** The labels that were sent; a value of null counts as empty. */
  public static Map<String, String> of(@Nullable Map<String, @Nullable String> sent) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (sent != null) {
      sent.forEach((key, value) -> labels.put(key, value == null ? "" : value));
    }
    return labels;
  }
}
