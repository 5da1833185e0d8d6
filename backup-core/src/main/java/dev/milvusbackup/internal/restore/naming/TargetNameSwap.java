package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives a complete collection its name, which is the moment when it is restored: whatever happens
 * before, nothing lies under that name that is not whole.
 */
public final class TargetNameSwap {

  private static final ChangeRetry RETRY = new ChangeRetry(Duration.ofMinutes(2));

  private final MilvusGateway milvus;
  private final AliasHandover aliases;
  private final ConfirmedRename lastRename;

  public TargetNameSwap(MilvusGateway milvus) {
    this.milvus = milvus;
    this.aliases = new AliasHandover(milvus);
    this.lastRename = new ConfirmedRename(milvus.collections(), RETRY);
  }

  /**
   * Renames, after the drop of the old collection if it is replaced. From the drop on, what was
   * restored is the only copy in Milvus: it is kept, come what may, and nothing is cancelled, but
   * ends in bounded time.
   *
   * @param keep runs at that moment
   */
  public void take(CollectionPlan collection, CollectionName working, Runnable keep) {
    CollectionName target = collection.target();
    if (collection.approach() == Approach.REPLACE) {
      handOverAliases(target, working);
      // Twice is as good as once, as long as nothing has been renamed.
      RETRY
          .until(() -> dropped(target))
          .ifPresent(failure -> refuse(working, target, failure, keep));
    }
    keep.run();
    lastRename.rename(working, target);
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
      CollectionName working, CollectionName target, BackupException failure, Runnable keep) {
    if (!failure.retryable()) {
      handBackAliases(working, target, failure);
      throw failure;
    }
    keep.run();
    throw ConfirmedRename.keptUnder(working, target, failure);
  }
}
