package dev.milvusbackup.storage;

/**
 * The physical location of a store's objects. It shows whether two stores are in the same service,
 * and from which path Milvus has to read.
 *
 * @param service the service, without credentials: {@code http://127.0.0.1:9000} for an S3-like
 *     service, {@code file:} for the file system of this machine
 * @param container the bucket; empty if the service has no buckets
 * @param root the path of the store's {@link ObjectKey#ROOT} inside the container, without a slash
 *     at the end: a prefix such as {@code files} (or empty) in a bucket, an absolute path for a
 *     folder
 */
public record StoreLocation(String service, String container, String root) {

  /** The {@link #service()} of folders: {@value}. */
  public static final String FILE_SERVICE = "file:";

  /**
   * Returns the full path of an object inside the container, in the form that Milvus uses.
   *
   * @param key a key of the store
   * @return root and key
   */
  public String pathOf(ObjectKey key) {
    if (root.isEmpty() || key.path().isEmpty()) {
      return root + key.path();
    }
    return root + "/" + key.path();
  }

  /**
   * Returns whether both locations are in the same bucket of the same service, or both in the file
   * system of this machine.
   *
   * @param other another location
   * @return true if they share the container
   */
  public boolean sharesContainerWith(StoreLocation other) {
    return service.equals(other.service) && container.equals(other.container);
  }
}
