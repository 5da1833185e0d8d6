package dev.milvusbackup.error;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A request has several problems. The checks before a job report all of them together; nothing was
 * changed. If there is only one problem, its own exception is thrown instead.
 */
public class PreflightException extends BackupException {

  private static final long serialVersionUID = 1L;

  private final transient List<BackupException> problems;

  /**
   * Creates an exception from at least two problems. The first one becomes the cause, the others
   * are suppressed.
   *
   * @param action the operation, such as {@code create backup 'nightly'}
   * @param problems the problems
   */
  public PreflightException(String action, List<BackupException> problems) {
    super(message(action, problems), problems.get(0));
    this.problems = List.copyOf(problems);
    problems.stream().skip(1).forEach(this::addSuppressed);
  }

  /** {@return all problems, in the order in which the checks found them} */
  public List<BackupException> problems() {
    return problems;
  }

  /** {@return true if all problems are temporary} */
  @Override
  public boolean retryable() {
    return problems.stream().allMatch(BackupException::retryable);
  }

  private static String message(String action, List<BackupException> problems) {
    return IntStream.range(0, problems.size())
        .mapToObj(i -> "(%d) %s".formatted(i + 1, problems.get(i).getMessage()))
        .collect(
            Collectors.joining(
                " ", "Cannot %s: %d problems. ".formatted(action, problems.size()), ""));
  }
}
