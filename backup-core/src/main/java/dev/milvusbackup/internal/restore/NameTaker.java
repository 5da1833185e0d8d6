package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.restore.RestorePlan.Approach;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a complete collection its name, which is the moment when it is restored: whatever happens
 * before, nothing lies under that name that is not whole.
 */
final class NameTaker {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final MilvusGateway milvus;
  private final AliasHandover aliases;

  NameTaker(MilvusGateway milvus) {
    this.milvus = milvus;
    this.aliases = new AliasHandover(milvus);
  }

  /**
   * Renames, after the drop of the old collection if it is replaced. From the drop on, what was
   * restored is the only copy in Milvus: it is kept, come what may, and nothing is cancelled, but
   * ends in bounded time.
   */
  void take(CollectionPlan collection, CollectionName working, PhaseTracker phase) {
    CollectionName target = collection.target();
    if (collection.approach() == Approach.REPLACE) {
      handOverAliases(target, working);
      // Twice is as good as once, as long as nothing has been renamed.
      settle(() -> dropped(target)).ifPresent(failure -> refuse(working, target, failure, phase));
    }
    phase.keep();
    Optional<BackupException> failure = settle(() -> renamed(working, target));
    if (failure.isPresent()) {
      boolean taken = wasMadeMeanwhile(target, failure.get());
      throw keptUnder(working, target, taken, failure.get());
    }
  }

  private void handOverAliases(CollectionName old, CollectionName working) {
    try {
      aliases.handOver(old, working);
    } catch (BackupException e) {
      handBackAliases(working, old, e);
      throw e;
    }
  }

  private void handBackAliases(
      CollectionName working, CollectionName old, BackupException failure) {
    try {
      aliases.handOver(working, old);
    } catch (BackupException e) {
      failure.addSuppressed(e);
    }
  }

  /** Tries until it works, or the failure is not a passing one, or there was time enough. */
  private static Optional<BackupException> settle(Supplier<Optional<BackupException>> attempt) {
    Deadline deadline = Deadline.in(TIMEOUT, LONGEST_PAUSE);
    CancelToken never = new CancelToken();
    Optional<BackupException> failure = attempt.get();
    while (failure.isPresent() && failure.get().retryable() && !deadline.hasPassed()) {
      deadline.pause(never);
      failure = attempt.get();
    }
    return failure;
  }

  private Optional<BackupException> dropped(CollectionName target) {
    try {
      milvus.collections().drop(target);
      return Optional.empty();
    } catch (BackupException e) {
      return Optional.of(e);
    }
  }

  /** A refusal leaves the old one in place; after a call without an answer nobody knows. */
  private void refuse(
      CollectionName working, CollectionName target, BackupException failure, PhaseTracker phase) {
    if (!failure.retryable()) {
      handBackAliases(working, target, failure);
      throw failure;
    }
    phase.keep();
    throw keptUnder(working, target, false, failure);
  }

  /** Empty if it is done, by this call or by a former one whose answer was lost. */
  private Optional<BackupException> renamed(CollectionName working, CollectionName target) {
    try {
      milvus.collections().rename(working, target);
      return Optional.empty();
    } catch (BackupException e) {
      return isDone(working, target, e) ? Optional.empty() : Optional.of(e);
    }
  }

  private boolean isDone(CollectionName working, CollectionName target, BackupException failure) {
    try {
      return !exists(working) && exists(target);
    } catch (BackupException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private boolean exists(CollectionName name) {
    return milvus.collections().names(name.database()).contains(name);
  }

  private boolean wasMadeMeanwhile(CollectionName target, BackupException failure) {
    try {
      return exists(target);
    } catch (BackupException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private static BackupException keptUnder(
      CollectionName working, CollectionName target, boolean taken, BackupException cause) {
    if (taken) {
      return new CollectionExistsException(
          "Cannot give the restored collection %s the name %s: somebody else has made a collection of that name meanwhile. The data is complete under %s; drop or rename the other one, then rename this one or repeat the restore."
              .formatted(working, target, working),
          cause);
    }
    return new MilvusException(
        "Cannot give the restored collection %s the name %s: %s The data is complete under %s; rename it by hand, or repeat the restore."
            .formatted(working, target, cause.getMessage(), working),
        cause);
  }
}
