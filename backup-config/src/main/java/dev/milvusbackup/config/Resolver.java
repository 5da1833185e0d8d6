package dev.milvusbackup.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides for each setting of a schema which of the given values holds. */
final class Resolver {

  private final Overrides overrides;
  private final Map<String, String> environment;
  private final Problems problems;

  Resolver(Overrides overrides, Map<String, String> environment, Problems problems) {
    this.overrides = overrides;
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * Resolves a whole schema.
   *
   * @param file what the file says about a key
   * @return the first key of each setting to its value, in the order of the schema
   */
  Map<String, Value> resolve(Schema schema, Function<String, Optional<Value>> file) {
    Map<String, Value> resolved = new LinkedHashMap<>();
    for (Setting setting : schema.settings()) {
      Value fallback = fallback(setting, resolved);
      Value value = given(setting, file).orElse(fallback);
      resolved.put(setting.key(), isValid(setting, value) ? value : fallback);
    }
    return resolved;
  }

  private Optional<Value> given(Setting setting, Function<String, Optional<Value>> file) {
    Optional<Value> inFile =
        setting.keys().stream().map(file).flatMap(Optional::stream).findFirst();
    return Stream.of(overrides.find(setting), variable(setting), inFile)
        .flatMap(Optional::stream)
        .reduce((best, next) -> next.outranks(best) ? next : best);
  }

  /** An empty variable counts as unset: compose files pass such ones for what nobody gave. */
  private Optional<Value> variable(Setting setting) {
    return Optional.ofNullable(environment.get(setting.variable()))
        .filter(text -> !text.isEmpty())
        .map(text -> new Value(text, Origin.ofEnvironment(setting.variable())));
  }

  private static Value fallback(Setting setting, Map<String, Value> resolved) {
    Value inherited = resolved.get(setting.fallback().key());
    if (inherited == null || (inherited.text().isEmpty() && !setting.fallback().text().isEmpty())) {
      return new Value(setting.fallback().text(), Origin.ofDefault(setting.key()));
    }
    return inherited;
  }

  private boolean isValid(Setting setting, Value value) {
    Optional<String> problem =
        value.isGiven() ? setting.kind().problemWith(value.text()) : Optional.empty();
    problem.ifPresent(message -> problems.error(value.origin(), message));
    return problem.isEmpty();
  }
}
