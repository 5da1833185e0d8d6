package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport.Finding;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StorageException;
import java.io.IOException;
import java.util.Optional;

/**
 * Distinguishes an unreadable object, which is a finding, from an unavailable store, which ends the
 * job.
 */
record GuardedReader(ObjectStore store, CancelToken cancel) {

  /** Reads an object and reports what is wrong with it. */
  interface Reading {
    Optional<Finding> run() throws IOException;
  }

  Optional<Finding> read(ObjectKey key, Reading reading) {
    cancel.check();
    try {
      return reading.run();
    } catch (ObjectNotFoundException e) {
      return Optional.of(missing(key));
    } catch (IOException e) {
      return unreadable(key, e);
    } catch (StorageException e) {
      if (e.retryable()) {
        throw e;
      }
      return unreadable(key, e);
    }
  }

  static Finding missing(ObjectKey key) {
    return Finding.of(FindingKind.MISSING, key, "it is missing");
  }

  private Optional<Finding> unreadable(ObjectKey key, Exception e) {
    String message = "%s cannot read it (%s)".formatted(store.displayName(), e.getMessage());
    return Optional.of(Finding.of(FindingKind.UNREADABLE, key, message));
  }
}
