package dev.milvusbackup.storage;

import java.net.URI;

/**
 * Opens stores of one URI scheme. Register it with {@link java.util.ServiceLoader}; it needs a
 * public constructor without parameters.
 */
public interface ObjectStoreProvider {

  /**
   * Returns the scheme, such as {@code s3}.
   *
   * @return the scheme in lower case
   */
  String scheme();

  /**
   * Opens a store. An implementation may connect only at the first call.
   *
   * @param location the URI of the store; its scheme is {@link #scheme()}
   * @param options credentials and settings
   * @return the store; the caller closes it
   * @throws IllegalArgumentException if the location or an option is not valid; the message names
   *     it
   */
  ObjectStore open(URI location, StoreOptions options);
}
