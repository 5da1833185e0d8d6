package dev.milvusbackup.config.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Chooses the effective value for each key of a schema. */
public final class Resolver {

  private final Overrides overrides;
  private final Map<String, String> environment;
  private final Problems problems;

  public Resolver(Overrides overrides, Map<String, String> environment, Problems problems) {
    this.overrides = overrides;
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * Resolves a whole schema.
   *
   * @param file the value of a key in the file
   * @return the first key of each setting to its value, in the order of the schema
   */
  public Map<String, ResolvedValue> resolve(
      ConfigSchema schema, Function<String, Optional<ResolvedValue>> file) {
    Map<String, ResolvedValue> resolved = new LinkedHashMap<>();
    for (ConfigKey setting : schema.settings()) {
      ResolvedValue fallback = fallback(setting, resolved);
      ResolvedValue value = given(setting, file).orElse(fallback);
      resolved.put(setting.key(), isValid(setting, value) ? value : fallback);
    }
    return resolved;
  }

  private Optional<ResolvedValue> given(
      ConfigKey setting, Function<String, Optional<ResolvedValue>> file) {
    Optional<ResolvedValue> inFile =
        setting.keys().stream().map(file).flatMap(Optional::stream).findFirst();
    return Stream.of(overrides.find(setting), variable(setting), inFile)
        .flatMap(Optional::stream)
        .reduce((best, next) -> next.outranks(best) ? next : best);
  }

  /** An empty variable counts as unset: compose files pass empty ones for missing values. */
  private Optional<ResolvedValue> variable(ConfigKey setting) {
    Origin origin = Origin.ofEnvironment(setting.variable());
    Optional<String> text =
        Optional.ofNullable(environment.get(setting.variable())).filter(t -> !t.isEmpty());
    if (text.isPresent() && ServiceLink.matches(setting.variable(), text.get())) {
      problems.warning(origin, ServiceLink.warning(text.get()));
      return Optional.empty();
    }
    return text.map(t -> new ResolvedValue(t, origin));
  }

  private static ResolvedValue fallback(ConfigKey setting, Map<String, ResolvedValue> resolved) {
    ResolvedValue inherited = resolved.get(setting.fallback().key());
    if (inherited == null || (inherited.text().isEmpty() && !setting.fallback().text().isEmpty())) {
      return new ResolvedValue(setting.fallback().text(), Origin.ofDefault(setting.key()));
    }
    return inherited;
  }

  private boolean isValid(ConfigKey setting, ResolvedValue value) {
    Optional<String> problem =
        value.isGiven() ? setting.kind().problemWith(value.text()) : Optional.empty();
    problem.ifPresent(message -> problems.error(value.origin(), message));
    return problem.isEmpty();
  }
}
