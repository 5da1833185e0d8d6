package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists what the roots of shared objects hold. */
record SharedLook(ObjectStore store) {

  // With more collections, one listing of the root needs fewer requests.
  private static final int MOST_LISTINGS = 3;

  /** The segments of some collections in a root, with all that their directories hold. */
  LogSums segments(String root, Set<Long> collections) {
    LogSums found = new LogSums();
    for (ObjectKey directory : directories(root, collections)) {
      try (Stream<ObjectInfo> objects = store.list(directory)) {
        objects.forEach(
            info ->
                SharedPath.of(info.key())
                    .ifPresent(
                        path -> found.add(path.group(), LogSum.of(path.log(), info.size()))));
      }
    }
    return found;
  }

  private static List<ObjectKey> directories(String root, Set<Long> collections) {
    ObjectKey directory = SharedLayout.root(root);
    return collections.size() > MOST_LISTINGS
        ? List.of(directory)
        : collections.stream()
            .map(id -> BinlogLayout.directory(BinlogLayout.INSERT_LOG, id).path())
            .map(directory::resolve)
            .toList();
  }
}
