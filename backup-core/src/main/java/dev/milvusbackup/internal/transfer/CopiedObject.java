package dev.milvusbackup.internal.transfer;

import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import java.util.Optional;

/**
 * An object that was copied.
 *
 * @param key its key in the target store
 * @param digest empty where the store copied it by itself and tells no digest of it (above 5 GiB)
 */
public record CopiedObject(ObjectKey key, long size, Optional<Digest> digest, Route route) {

  /** Which way the bytes went. */
  public enum Route {
    /** Inside the service. */
    SERVER_SIDE,
    /** Through this process. */
    STREAMED,
    /** Not at all: an earlier job had copied it already. */
    REUSED
  }
}
