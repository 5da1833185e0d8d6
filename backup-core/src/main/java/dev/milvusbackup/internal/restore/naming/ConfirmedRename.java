package dev.milvusbackup.internal.restore.naming;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.milvus.MilvusCollections;
import java.util.List;
import java.util.Optional;

/**
 * The rename that makes a collection a restored one. A server that is busy may do it and not answer
 * in time, nor to the question whether it has; so what is there in the end decides.
 */
record ConfirmedRename(MilvusCollections collections, ChangeRetry retry) {

  void rename(CollectionName working, CollectionName target) {
    Optional<BackupException> failure = retry.until(() -> renamed(working, target));
    if (failure.isPresent()) {
      settle(working, target, failure.get());
    }
  }

  /** Empty if it is done, by this call or by a former one whose answer was lost. */
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

  /** What bears the name now. */
  private enum Standing {
    RENAMED,
    /** Another collection. */
    TAKEN,
    /** None, or nobody knows. */
    OPEN
  }

  private static BackupException takenMeanwhile(
      CollectionName working, CollectionName target, BackupException cause) {
    return new CollectionExistsException(
        "Cannot give the restored collection %s the name %s: somebody else has made a collection of that name meanwhile. The data is complete under %s; drop or rename the other one, then rename this one or repeat the restore."
            .formatted(working, target, working),
        cause);
  }

  static BackupException keptUnder(
      CollectionName working, CollectionName target, BackupException cause) {
    return new MilvusException(
        "Cannot give the restored collection %s the name %s: %s The data is complete under %s; rename it by hand, or repeat the restore."
            .formatted(working, target, cause.getMessage(), working),
        cause);
  }
}
