package dev.milvusbackup.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The resolved values of the second schema by type, already validated. */
record ResolvedConfig(Map<String, ResolvedValue> values) {

  ResolvedValue value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  String text(String key) {
    return value(key).text();
  }

  Optional<String> optional(String key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  Optional<Path> path(String key) {
    return optional(key).map(Path::of);
  }

  Secret secret(String key) {
    return new Secret(text(key));
  }

  int number(String key) {
    return Integer.parseInt(text(key));
  }

  boolean flag(String key) {
    return ValueType.isTrue(text(key));
  }

  /** All of them for display. */
  List<ConfigParameter> parameters() {
    return ConfigSchema.V2.settings().stream().map(this::parameter).toList();
  }

  private ConfigParameter parameter(ConfigKey setting) {
    ResolvedValue value = value(setting.key());
    String shown = setting.kind().isSecret() ? new Secret(value.text()).toString() : value.text();
    return new ConfigParameter(
        setting.key(), shown, value.origin().source(), value.isGiven() ? value.origin().key() : "");
  }
}
