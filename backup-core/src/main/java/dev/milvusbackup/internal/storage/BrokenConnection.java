package dev.milvusbackup.internal.storage;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.io.IOException;

/** The error for a connection that breaks in the middle of an object. */
public final class BrokenConnection {

  private BrokenConnection() {}

  public static StoreUnavailableException during(
      ObjectStore store, ObjectKey key, IOException failure) {
    return new StoreUnavailableException(
        "Cannot read %s of %s: the connection broke (%s). Try again."
            .formatted(key, store.displayName(), failure),
        failure);
  }
}
