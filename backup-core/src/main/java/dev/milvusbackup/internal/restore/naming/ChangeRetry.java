package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tries a change that cannot be left half-made: it is not cancelled, but ends in bounded time.
 *
 * @param patience how long no new attempt is too late
 */
record ChangeRetry(Duration patience) {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /**
   * Until it works, or the failure is not a passing one, or there was time enough.
   *
   * @param attempt empty if it worked
   * @return the last failure, empty if it worked
   */
  Optional<BackupException> until(Supplier<Optional<BackupException>> attempt) {
    Deadline deadline = Deadline.in(patience, LONGEST_PAUSE);
    CancelToken never = new CancelToken();
    Optional<BackupException> failure = attempt.get();
    while (failure.isPresent() && failure.get().retryable() && !deadline.hasPassed()) {
      deadline.pause(never);
      failure = attempt.get();
    }
    return failure;
  }
}
