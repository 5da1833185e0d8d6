package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreLocation;
import dev.milvusbackup.storage.StoreProbe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The proof that of several jobs that create one object exactly one succeeds, on which sharing
 * relies. It takes some fifty requests, so it is kept in the store.
 */
public record ConditionalPuts(ObjectStore store) {

  private static final ObjectKey PROOF = ObjectKey.of(".probe/conditional-puts.txt");

  /**
   * Proves it, once for each service and container.
   *
   * @throws dev.milvusbackup.error.StorageException if it is not so
   */
  public void require() {
    if (!isProven()) {
      StoreProbe.run(store);
      store.put(PROOF, ObjectBody.of(place()), PutMode.REPLACE);
    }
  }

  /** A proof that was copied with the backups is about another service. */
  boolean isProven() {
    byte[] place = place();
    try {
      return Arrays.equals(SmallObject.head(store, PROOF, place.length + 1), place);
    } catch (ObjectNotFoundException e) {
      return false;
    }
  }

  private byte[] place() {
    StoreLocation location = store.location();
    return (location.service() + " " + location.container()).getBytes(StandardCharsets.UTF_8);
  }
}
