package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The caller's values, which win over file and environment.
 *
 * @param values key or variable in lower case to value
 */
public record Overrides(Map<String, ResolvedValue> values) {

  /** Reads {@code KEY=VALUE} texts with a key of either schema or the name of a variable. */
  public static Overrides parse(List<String> texts, Problems problems) {
    Map<String, ResolvedValue> values = new TreeMap<>();
    for (String text : texts) {
      for (String pair : split(text)) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        Origin origin = Origin.ofOverride(key);
        if (equals < 0) {
          // An unknown text may be a secret.
          problems.error(
              new ConfigProblem("--set", 0, isKnown(key) ? key : "", "is not KEY=VALUE"));
        } else if (isKnown(key)) {
          values.put(
              key.toLowerCase(Locale.ROOT), new ResolvedValue(pair.substring(equals + 1), origin));
        } else {
          problems.error(origin, "is unknown." + UnknownKeys.suggestion(key));
        }
      }
    }
    return new Overrides(values);
  }

  public Optional<ResolvedValue> find(ConfigKey setting) {
    for (String key : setting.keys()) {
      ResolvedValue value = values.get(key.toLowerCase(Locale.ROOT));
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.ofNullable(values.get(setting.variable().toLowerCase(Locale.ROOT)));
  }

  /** Splits at commas, as the Go tool does, but only before a key: a value may contain commas. */
  private static List<String> split(String text) {
    List<String> pairs = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      boolean starts = pairs.isEmpty() || (equals > 0 && isKnown(part.substring(0, equals)));
      if (starts) {
        pairs.add(part);
      } else {
        pairs.set(pairs.size() - 1, pairs.get(pairs.size() - 1) + "," + part);
      }
    }
    return pairs;
  }

  private static boolean isKnown(String key) {
    return ConfigSchema.V1.find(key).or(() -> ConfigSchema.V2.find(key)).isPresent();
  }
}
