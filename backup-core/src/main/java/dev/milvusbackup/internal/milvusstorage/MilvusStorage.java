package dev.milvusbackup.internal.milvusstorage;

import dev.milvusbackup.internal.storage.RetryingObjectStore;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreLocation;
import java.time.Duration;
import java.util.Optional;

/**
 * Milvus's own storage, and the paths that Milvus sees in it.
 *
 * @param rootSeenByMilvus the store's root as Milvus sees it, if it differs (a folder mounted into
 *     a container)
 */
public record MilvusStorage(ObjectStore store, Optional<String> rootSeenByMilvus) {

  /** The way out if Milvus does not see files that are in its storage. */
  public static final String HOW_TO_BE_SEEN =
      "Check bucket (minio.bucketName) and root path (minio.rootPath, or localStorage.path) against Milvus's own configuration; for a folder mounted into a container set rootSeenByMilvus (milvus.storage.localPath in backup.yaml).";

  /** The storage of a client that was built without one: it refuses every use. */
  public static MilvusStorage absent() {
    return new MilvusStorage(new NoMilvusStorage(), Optional.empty());
  }

  /** Returns a copy that tolerates outages up to this long. */
  public MilvusStorage retrying(Duration maxOutage) {
    return store instanceof NoMilvusStorage
        ? this
        : new MilvusStorage(new RetryingObjectStore(store, maxOutage), rootSeenByMilvus);
  }

  /** The path by which Milvus reads a directory of its storage. */
  public String pathOf(ObjectKey directory) {
    return rootSeenByMilvus
            .map(root -> root.isEmpty() ? directory.path() : root + "/" + directory.path())
            .orElseGet(() -> store.location().pathOf(directory))
        + "/";
  }

  /** The path by which Milvus reads a directory of another store, if it can read it at all. */
  public Optional<String> pathOf(StoreLocation other, ObjectKey directory) {
    StoreLocation own = store.location();
    if (!own.sharesContainerWith(other)) {
      return Optional.empty();
    }
    if (rootSeenByMilvus.isEmpty()) {
      return Optional.of(other.pathOf(directory) + "/");
    }
    // Milvus sees only the mounted folder.
    String prefix = own.root().isEmpty() ? "" : own.root() + "/";
    String path = other.pathOf(directory);
    return path.startsWith(prefix)
        ? Optional.of(pathOf(ObjectKey.of(path.substring(prefix.length()))))
        : Optional.empty();
  }
}
