package dev.milvusbackup.config.internal;

import java.util.Map;

/** Warns of keys that nothing reads. */
public final class UnknownKeys {

  private final ConfigSchema schema;
  private final Problems problems;

  public UnknownKeys(ConfigSchema schema, Problems problems) {
    this.schema = schema;
    this.problems = problems;
  }

  public void warnOfFileKeys(ConfigFile file) {
    for (ResolvedValue value : file.values().values()) {
      String key = value.origin().key();
      if (!schema.knows(key)) {
        problems.warning(value.origin(), "is unknown and ignored." + hint(key));
      }
    }
  }

  /** Variables of the first schema have no effect in the second one, which has other names. */
  public void warnOfVariables(Map<String, String> environment) {
    if (schema.equals(ConfigSchema.V1)) {
      return;
    }
    for (ConfigKey old : ConfigSchema.V1.settings()) {
      String text = environment.getOrDefault(old.variable(), "");
      boolean set = !text.isEmpty() && !ServiceLink.matches(old.variable(), text);
      if (set && ConfigSchema.V2.find(old.variable()).isEmpty()) {
        problems.warning(
            Origin.ofEnvironment(old.variable()),
            "is ignored: it belongs to a file of version v1. Set %s, in a file or by --set."
                .formatted(old.v2Key()));
      }
    }
  }

  /** A sentence with the key that was probably meant, or empty. */
  public static String suggestion(String key) {
    return ConfigSchema.V1
        .nearest(key)
        .or(() -> ConfigSchema.V2.nearest(key))
        .map(near -> " Did you mean " + near + "?")
        .orElse("");
  }

  private String hint(String key) {
    if (schema.equals(ConfigSchema.V2) && ConfigSchema.V1.knows(key)) {
      return ConfigSchema.V1
          .find(key)
          .filter(s -> !s.v2Key().isEmpty())
          .map(s -> " It is the v1 name of " + s.v2Key() + ".")
          .orElse("");
    }
    return schema.nearest(key).map(near -> " Did you mean " + near + "?").orElse("");
  }
}
