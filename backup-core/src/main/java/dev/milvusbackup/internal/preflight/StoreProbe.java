package dev.milvusbackup.internal.preflight;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes, reads and deletes a small object, to check that a store works. */
public record StoreProbe(ObjectStore store) {

  /**
   * Probes.
   *
   * @throws StorageException if one of the three steps fails
   */
  public void run() {
    // The name of a backup cannot begin like this.
    ObjectKey key = ObjectKey.of(".probe/" + UUID.randomUUID());
    byte[] content = key.path().getBytes(StandardCharsets.UTF_8);
    store.put(key, ObjectBody.of(content), PutMode.CREATE_NEW);
    try {
      if (!Arrays.equals(SmallObject.read(store, key), content)) {
        throw new CorruptBackupException(
            "Cannot use %s: an object that was just written reads back differently (%s). Check the proxies between this machine and the store."
                .formatted(store.displayName(), key));
      }
    } finally {
      store.delete(List.of(key));
    }
  }
}
