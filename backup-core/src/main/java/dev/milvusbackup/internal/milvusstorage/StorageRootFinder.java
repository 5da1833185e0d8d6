package dev.milvusbackup.internal.milvusstorage;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StorageException;
import dev.milvusbackup.storage.StoreLocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches the root path that Milvus really uses, up to two directories deep, so that an error
 * about a wrong one can name the right one.
 */
public final class StorageRootFinder {

  private static final Logger LOG = LoggerFactory.getLogger(StorageRootFinder.class);
  private static final int WIDTH = 50;

  private final ObjectStore milvusStorage;

  public StorageRootFinder(ObjectStore milvusStorage) {
    this.milvusStorage = milvusStorage;
  }

  public Optional<String> find(long collectionId) {
    ObjectStore container = milvusStorage.withRoot(searchRoot(milvusStorage.location()));
    try {
      return Stream.concat(Stream.of(ObjectKey.ROOT), twoLevels(container))
          .filter(root -> holds(container, root, collectionId))
          .findFirst()
          .map(container.location()::pathOf);
    } catch (StorageException e) {
      LOG.info("Cannot search the root path of Milvus: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Searches the whole bucket; in a file system only the neighbours of the given folder. */
  private static String searchRoot(StoreLocation location) {
    if (!location.service().equals(StoreLocation.FILE_SERVICE)) {
      return "";
    }
    int slash = location.root().lastIndexOf('/');
    return slash <= 0 ? location.root() : location.root().substring(0, slash);
  }

  private static Stream<ObjectKey> twoLevels(ObjectStore container) {
    return children(container, ObjectKey.ROOT).stream()
        .flatMap(child -> Stream.concat(Stream.of(child), children(container, child).stream()));
  }

  private static List<ObjectKey> children(ObjectStore container, ObjectKey directory) {
    try (Stream<ObjectKey> directories = container.directories(directory)) {
      return directories.limit(WIDTH).toList();
    }
  }

  private static boolean holds(ObjectStore container, ObjectKey root, long collectionId) {
    try (var objects =
        container.list(
            root.resolve(BinlogLayout.directory(BinlogLayout.INSERT_LOG, collectionId).path()))) {
      return objects.findFirst().isPresent();
    }
  }
}
