package dev.milvusbackup.internal.job;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.UnexpectedFailureException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Keeps the promise that nothing but documented exceptions leaves the library. */
public final class Failures {

  private Failures() {}

  /** Makes a call whose unexpected exceptions arrive wrapped. */
  public static <T> T guard(String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw known(action, e);
    }
  }

  /** The message of another exception may contain anything, so it is left to the cause. */
  static RuntimeException known(String action, RuntimeException failure) {
    if (failure instanceof BackupException || failure instanceof CancellationException) {
      return failure;
    }
    return new UnexpectedFailureException(
        "Cannot %s: an unexpected %s. The cause has the details; report it as a bug of this library, or of a store or executor of your own."
            .formatted(action, failure.getClass().getName()),
        failure);
  }
}
