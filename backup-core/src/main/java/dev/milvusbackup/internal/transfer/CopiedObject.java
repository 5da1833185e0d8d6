package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * A copied object.
 *
 * @param key its key in the target store
 * @param digest empty if the store copied it by itself and reports no digest (above 5 GiB)
 */
public record CopiedObject(ObjectKey key, long size, Optional<Digest> digest, Route route) {

  /** The route of the bytes. */
  public enum Route {
    /** Inside the service. */
    SERVER_SIDE,
    /** Through this process. */
    STREAMED,
    /** None: an earlier job had already copied it. */
    REUSED
  }
}
