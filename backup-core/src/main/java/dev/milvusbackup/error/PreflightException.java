package dev.milvusbackup.error;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A request has several problems, all found before anything was changed. A single one is thrown as
 * it is.
 */
public class PreflightException extends BackupException {

  private static final long serialVersionUID = 1L;

  private final transient List<BackupException> problems;

  /**
   * From at least two problems; the first one becomes the cause, the others are suppressed.
   *
   * @param action what cannot be done, such as {@code create backup 'nightly'}
   * @param problems what is wrong
   */
  public PreflightException(String action, List<BackupException> problems) {
    super(message(action, problems), problems.get(0));
    this.problems = List.copyOf(problems);
    problems.stream().skip(1).forEach(this::addSuppressed);
  }

  /**
   * What is wrong.
   *
   * @return all problems, in the order in which they were found
   */
  public List<BackupException> problems() {
    return problems;
  }

  /** If all of them may pass by themselves. */
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
