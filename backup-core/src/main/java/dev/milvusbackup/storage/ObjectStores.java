package dev.milvusbackup.storage;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Opens stores by URI, with the providers that {@link ServiceLoader} finds. */
public final class ObjectStores {

  private static final Map<String, String> PUBLISHED =
      Map.of("minio", "backup-storage-minio", "s3", "backup-storage-s3");

  private ObjectStores() {}

  /**
   * Opens a store without options.
   *
   * @param location {@code file:///path}, {@code memory:name}, {@code
   *     minio://host:port/bucket/prefix} or {@code s3://bucket/prefix}, or a URI of another
   *     provider on the class path
   * @return the store; the caller closes it
   * @throws IllegalArgumentException if the scheme has no provider or more than one, or if the
   *     location is not valid
   */
  public static ObjectStore open(String location) {
    return open(URI.create(location), StoreOptions.none());
  }

  /**
   * Opens a store.
   *
   * @param location a URI, same as for {@link #open(String)}
   * @param options credentials and settings
   * @return the store; the caller closes it
   * @throws IllegalArgumentException for the same reasons as {@link #open(String)}, or if an option
   *     is not valid
   */
  public static ObjectStore open(URI location, StoreOptions options) {
    if (location.getScheme() == null) {
      throw new IllegalArgumentException(
          "Cannot open a store at '"
              + location
              + "': it has no scheme. Write file:///path or s3://…");
    }
    if (location.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Cannot open a store by a URI with credentials in it. Pass them as StoreOptions.");
    }
    return provider(location.getScheme().toLowerCase(Locale.ROOT)).open(location, options);
  }

  private static ObjectStoreProvider provider(String scheme) {
    List<ObjectStoreProvider> all =
        ServiceLoader.load(ObjectStoreProvider.class, ObjectStores.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    List<ObjectStoreProvider> found = all.stream().filter(p -> p.scheme().equals(scheme)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      String artifact = PUBLISHED.get(scheme);
      throw new IllegalArgumentException(
          "Cannot open a store of scheme '%s': no provider for it (found: %s).%s"
              .formatted(
                  scheme,
                  all.stream().map(ObjectStoreProvider::scheme).sorted().toList(),
                  artifact == null
                      ? ""
                      : " Add dev.milvusbackup:" + artifact + " to the class path."));
    }
    Map<String, String> classes = new TreeMap<>();
    found.forEach(p -> classes.put(p.getClass().getName(), p.scheme()));
    throw new IllegalArgumentException(
        "Cannot open a store of scheme '%s': several providers claim it: %s. Keep one."
            .formatted(scheme, classes.keySet()));
  }
}
