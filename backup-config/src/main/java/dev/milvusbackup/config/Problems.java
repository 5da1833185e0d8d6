package dev.milvusbackup.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, so that all are reported together, each once. */
final class Problems {

  private final Set<ConfigProblem> errors = new LinkedHashSet<>();
  private final Set<ConfigProblem> warnings = new LinkedHashSet<>();

  void error(Origin origin, String message) {
    errors.add(origin.problem(message));
  }

  void error(ConfigProblem problem) {
    errors.add(problem);
  }

  void warning(Origin origin, String message) {
    warnings.add(origin.problem(message));
  }

  void warning(ConfigProblem problem) {
    warnings.add(problem);
  }

  List<ConfigProblem> warnings() {
    return List.copyOf(warnings);
  }

  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ConfigException(List.copyOf(errors));
    }
  }
}
