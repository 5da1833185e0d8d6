package dev.milvusbackup.config.internal;

import dev.milvusbackup.config.ConfigException;
import dev.milvusbackup.config.ConfigProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, so that all are reported together, each once. */
public final class Problems {

  private final Set<ConfigProblem> errors = new LinkedHashSet<>();
  private final Set<ConfigProblem> warnings = new LinkedHashSet<>();

  public void error(Origin origin, String message) {
    errors.add(origin.problem(message));
  }

  public void error(ConfigProblem problem) {
    errors.add(problem);
  }

  public void warning(Origin origin, String message) {
    warnings.add(origin.problem(message));
  }

  public void warning(ConfigProblem problem) {
    warnings.add(problem);
  }

  public List<ConfigProblem> errors() {
    return List.copyOf(errors);
  }

  public List<ConfigProblem> warnings() {
    return List.copyOf(warnings);
  }

  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ConfigException(List.copyOf(errors));
    }
  }
}
