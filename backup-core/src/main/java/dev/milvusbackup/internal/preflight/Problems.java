package dev.milvusbackup.internal.preflight;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.PreflightException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects all problems of a request, so that they are reported together. */
public final class Problems {

  private final List<BackupException> found = new ArrayList<>();

  public void add(BackupException problem) {
    found.add(problem);
  }

  /** Runs a check and keeps its problem. */
  public void check(Runnable check) {
    try {
      check.run();
    } catch (BackupException e) {
      found.add(e);
    }
  }

  /** Runs a check with a result, which is also empty if the check fails. */
  public <T> Optional<T> find(Supplier<Optional<T>> check) {
    try {
      return check.get();
    } catch (BackupException e) {
      found.add(e);
      return Optional.empty();
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the checks.
   *
   * @param action what cannot be done, such as {@code create backup 'nightly'}
   * @throws BackupException the problem, if there is one
   * @throws PreflightException if there are several
   */
  public void throwIfAny(String action) {
    if (found.size() == 1) {
      throw found.get(0);
    }
    if (!found.isEmpty()) {
      throw new PreflightException(action, found);
    }
  }
}
