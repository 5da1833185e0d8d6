package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import java.util.List;
import java.util.Optional;

/**
 * The rename that completes the restore of a collection. A busy server may rename without answering
 * in time, so the final state decides.
 */
record ConfirmedRename(MilvusCollections collections, ChangeRetry retry) {

  void rename(CollectionName working, CollectionName target) {
    Optional<BackupException> failure = retry.until(() -> renamed(working, target));
    if (failure.isPresent()) {
      settle(working, target, failure.get());
    }
  }

  /** Empty if it succeeded, now or in an earlier call whose answer was lost. */
  private Optional<BackupException> renamed(CollectionName working, CollectionName target) {
    try {
      collections.rename(working, target);
      return Optional.empty();
    } catch (BackupException e) {
      boolean done = standing(working, target, e) == Standing.RENAMED;
      return done ? Optional.empty() : Optional.of(e);
    }
  }

  private void settle(CollectionName working, CollectionName target, BackupException failure) {
    switch (standing(working, target, failure)) {
      case RENAMED -> {}
      case TAKEN -> throw takenMeanwhile(working, target, failure);
      case OPEN -> throw keptUnder(working, target, failure);
    }
  }

  private Standing standing(
      CollectionName working, CollectionName target, BackupException failure) {
    try {
      List<CollectionName> names = collections.names(target.database());
      if (!names.contains(target)) {
        return Standing.OPEN;
      }
      return names.contains(working) ? Standing.TAKEN : Standing.RENAMED;
    } catch (BackupException e) {
      failure.addSuppressed(e);
      return Standing.OPEN;
    }
  }

  /** The current owner of the name. */
  private enum Standing {
    RENAMED,
    /** Another collection. */
    TAKEN,
    /** None, or unknown. */
    OPEN
  }

  private static BackupException takenMeanwhile(
      CollectionName working, CollectionName target, BackupException cause) {
    return new CollectionExistsException(
        "Cannot give the restored collection %s the name %s: another client has created a collection of that name. The data is complete under %s; drop or rename the other one, then rename this one or repeat the restore."
            .formatted(working, target, working),
        cause);
  }

  static BackupException keptUnder(
      CollectionName working, CollectionName target, BackupException cause) {
    return new MilvusException(
        "Cannot give the restored collection %s the name %s: %s The data is complete under %s; rename it manually, or repeat the restore."
            .formatted(working, target, cause.getMessage(), working),
        cause);
  }
}
