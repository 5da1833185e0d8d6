package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives a complete collection its target name, which completes its restore: a partially restored
 * collection never appears under that name.
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
   * Renames the collection, after dropping the old one if it is replaced. After the drop, the
   * restored collection is the only copy in Milvus: it is always kept, and the work is not
   * cancelled, but ends in bounded time.
   *
   * @param keep runs right before the drop
   */
  public void take(CollectionPlan collection, CollectionName working, Runnable keep) {
    CollectionName target = collection.target();
    if (collection.approach() == Approach.REPLACE) {
      handOverAliases(target, working);
      // Repeatable as long as nothing has been renamed.
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

  /** A refusal keeps the old one; after a call without an answer the state is unknown. */
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
