package dev.milvusbackup.server.internal.workspace;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreLocation;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens the place that a request names. It can only be another directory of the configured bucket:
 * a request cannot choose a service or a bucket.
 */
public final class Workspaces {

  private final Workspace home;
  private final Optional<Function<ObjectStore, BackupClient>> clients;
  private final Optional<ObjectStore> milvusStorage;

  public Workspaces(
      ObjectStore store,
      BackupClient client,
      Optional<Function<ObjectStore, BackupClient>> clients,
      Optional<ObjectStore> milvusStorage) {
    this.home = new Workspace(store, client, "", true);
    this.clients = clients;
    this.milvusStorage = milvusStorage;
  }

  public Workspace home() {
    return home;
  }

  /**
   * The place.
   *
   * @param path the override of a request; null or empty for the configured place
   */
  public Workspace open(@Nullable String path) {
    String root = path == null ? "" : path.replaceAll("/+$", "");
    StoreLocation location = home.store().location();
    if (root.isEmpty() || root.equals(location.root())) {
      return home;
    }
    if (clients.isEmpty()) {
      throw refused("this server has only one directory for backups");
    }
    check(root, location);
    ObjectStore store = home.store().withRoot(root);
    return new Workspace(store, clients.get().apply(store), root, false);
  }

  /** Only the configured bucket may be named. */
  public void checkBucket(@Nullable String bucket) {
    String configured = home.store().location().container();
    if (bucket != null && !bucket.isEmpty() && !bucket.equals(configured)) {
      throw new InvalidRequestException(
          "Cannot use the given bucket_name: a request cannot choose a bucket. Leave it out, and configure the bucket of the server.");
    }
  }

  private void check(String root, StoreLocation location) {
    boolean folder = location.service().equals(StoreLocation.FILE_SERVICE);
    if (folder && !root.startsWith(location.root() + "/")) {
      throw refused("it is not below the configured folder");
    }
    try {
      ObjectKey unused = ObjectKey.of(folder ? root.substring(1) : root);
    } catch (IllegalArgumentException e) {
      throw refused("it is not a clean relative path");
    }
    if (milvusStorage
        .map(ObjectStore::location)
        .filter(m -> holds(m, root, location))
        .isPresent()) {
      throw refused("Milvus keeps its own data there");
    }
  }

  private static boolean holds(StoreLocation milvus, String root, StoreLocation location) {
    return milvus.sharesContainerWith(location)
        && (root.equals(milvus.root()) || root.startsWith(milvus.root() + "/"));
  }

  private static InvalidRequestException refused(String why) {
    return new InvalidRequestException(
        "Cannot use the given path: %s. Send a path such as 'backup/other' of the configured bucket, or none."
            .formatted(why));
  }
}
