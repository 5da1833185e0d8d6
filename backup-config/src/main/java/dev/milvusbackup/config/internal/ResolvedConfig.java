package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigParameter;
import dev.milvusbackup.config.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The resolved values of the second schema by type, already validated. */
public record ResolvedConfig(Map<String, ResolvedValue> values) {

  public ResolvedValue value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  public String text(String key) {
    return value(key).text();
  }

  public Optional<String> optional(String key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  public Optional<Path> path(String key) {
    return optional(key).map(Path::of);
  }

  public Secret secret(String key) {
    return new Secret(text(key));
  }

  public int number(String key) {
    return Integer.parseInt(text(key));
  }

  public boolean flag(String key) {
    return ValueType.isTrue(text(key));
  }

  /** All of them for display. */
  public List<ConfigParameter> parameters() {
    return ConfigSchema.V2.settings().stream().map(this::parameter).toList();
  }

  private ConfigParameter parameter(ConfigKey setting) {
    ResolvedValue value = value(setting.key());
    String shown = setting.kind().isSecret() ? new Secret(value.text()).toString() : value.text();
    return new ConfigParameter(
        setting.key(), shown, value.origin().source(), value.isGiven() ? value.origin().key() : "");
  }
}
