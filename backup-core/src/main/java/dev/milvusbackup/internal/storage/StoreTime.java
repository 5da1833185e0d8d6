package dev.milvusbackup.internal.storage;

import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The time of a store: the one that it gives an object that is written now. */
public final class StoreTime {

  private static final ObjectKey DIRECTORY = ObjectKey.of(".probe");

  private StoreTime() {}

  /** Reads the time; empty if the store reports none. Writes and deletes a small object. */
  public static Optional<Instant> read(ObjectStore store) {
    ObjectKey key = DIRECTORY.resolve(UUID.randomUUID() + "/clock");
    try {
      store.put(key, ObjectBody.of(new byte[0]), PutMode.REPLACE);
      return store.stat(key).flatMap(ObjectInfo::lastModified);
    } finally {
      store.delete(List.of(key));
    }
  }
}
