package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Repeats a change that has to be completed: it is not cancelled, but ends in bounded time.
 *
 * @param attempts the time during which new attempts start
 */
record ChangeRetry(Duration attempts) {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /**
   * Repeats until success, a permanent failure, or the end of the time.
   *
   * @param attempt empty on success
   * @return the last failure, empty on success
   */
  Optional<BackupException> until(Supplier<Optional<BackupException>> attempt) {
    CancelToken never = new CancelToken();
    Deadline deadline = Deadline.in(never, attempts, LONGEST_PAUSE);
    Optional<BackupException> failure = attempt.get();
    while (failure.isPresent() && failure.get().retryable() && !deadline.hasPassed()) {
      deadline.pause();
      failure = attempt.get();
    }
    return failure;
  }
}
