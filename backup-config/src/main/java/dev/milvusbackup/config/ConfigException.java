package dev.milvusbackup.config;

import dev.milvusbackup.error.BackupException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used. {@link #problems()} contains all reasons. */
public class ConfigException extends BackupException {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  /**
   * From problems.
   *
   * @param problems at least one
   */
  public ConfigException(List<ConfigProblem> problems) {
    super(
        "Cannot use the configuration: %d %s.%s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "problem" : "problems",
                problems.stream().map(p -> "\n  " + p).collect(Collectors.joining())),
        null);
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong.
   *
   * @return all problems
   */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
