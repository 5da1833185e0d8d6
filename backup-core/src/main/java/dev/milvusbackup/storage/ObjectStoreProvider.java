package dev.milvusbackup.storage;

import java.net.URI;

/**
 * Opens stores of one URI scheme. Registered with {@link java.util.ServiceLoader}, so it has a
 * public constructor without parameters.
 */
public interface ObjectStoreProvider {

  /**
   * The scheme, such as {@code s3}.
   *
   * @return the scheme in lower case
   */
  String scheme();

  /**
   * Opens a store. Connecting may wait until the first call.
   *
   * @param location the URI of the store; its scheme is {@link #scheme()}
   * @param options credentials and settings
   * @return the store, to be closed by the caller
   * @throws IllegalArgumentException if the location or an option is not valid; the message names
   *     it
   */
  ObjectStore open(URI location, StoreOptions options);
}
