package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigProblem;
import dev.milvusbackup.config.ConfigSource;

/**
 * The exact place of a value.
 *
 * @param source the kind of place
 * @param place the file's name, or the name of the source in messages
 * @param line the line in the file, from 1; 0 elsewhere
 * @param key the key or variable, as written there
 */
public record Origin(ConfigSource source, String place, int line, String key) {

  public static Origin ofDefault(String key) {
    return new Origin(ConfigSource.DEFAULT, "default", 0, key);
  }

  public static Origin ofEnvironment(String variable) {
    return new Origin(ConfigSource.ENVIRONMENT, "environment", 0, variable);
  }

  public static Origin ofOverride(String key) {
    return new Origin(ConfigSource.OVERRIDE, "--set", 0, key);
  }

  /** For messages about another value. */
  String name() {
    return line > 0 ? "%s (%s:%d)".formatted(key, place, line) : "%s (%s)".formatted(key, place);
  }

  public ConfigProblem problem(String message) {
    return new ConfigProblem(place, line, key, message);
  }
}
