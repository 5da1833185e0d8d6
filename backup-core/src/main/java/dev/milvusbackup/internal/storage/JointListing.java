package dev.milvusbackup.internal.storage;

import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lists some directories below a common one. Each request returns a page of up to 1000 objects, so
 * one listing of the common directory costs less than one for each directory, unless it holds much
 * else: then the rest of the directories are listed one by one.
 */
public final class JointListing {

  private static final int PAGE = 1000;

  private final ObjectStore store;
  private final ObjectKey common;
  private final TreeSet<ObjectKey> directories;

  /**
   * A listing.
   *
   * @param common a directory that holds the others, or is the only one of them
   * @param directories none is below another
   */
  public JointListing(ObjectStore store, ObjectKey common, Collection<ObjectKey> directories) {
    this.store = store;
    this.common = common;
    // In the order of the keys below them.
    this.directories = new TreeSet<>(Comparator.comparing(directory -> directory.path() + "/"));
    this.directories.addAll(directories);
  }

  /** Passes on each object below one of the directories once, in the order of the keys. */
  public void forEach(Consumer<ObjectInfo> action) {
    if (directories.size() == 1) {
      listOneByOne(List.of(directories.first()), Optional.empty(), action);
      return;
    }
    Optional<ObjectKey> last = listTogether(action);
    if (last.isPresent()) {
      listOneByOne(directories, last, action);
    }
  }

  /** Returns the last key that it has seen, if it has given up after as many pages. */
  private Optional<ObjectKey> listTogether(Consumer<ObjectInfo> action) {
    long most = (long) PAGE * directories.size();
    try (Stream<ObjectInfo> objects = store.list(common)) {
      Iterator<ObjectInfo> found = objects.iterator();
      ObjectKey last = common;
      for (long seen = 0; found.hasNext(); seen++) {
        if (seen == most) {
          return Optional.of(last);
        }
        ObjectInfo object = found.next();
        last = object.key();
        if (isWanted(last)) {
          action.accept(object);
        }
      }
      return Optional.empty();
    }
  }

  private void listOneByOne(
      Collection<ObjectKey> some, Optional<ObjectKey> after, Consumer<ObjectInfo> action) {
    for (ObjectKey directory : some) {
      // "0" follows "/", so all keys below the directory come before this one.
      if (after.isPresent() && after.get().path().compareTo(directory.path() + "0") >= 0) {
        continue;
      }
      try (Stream<ObjectInfo> objects = store.list(directory)) {
        objects
            .filter(object -> after.isEmpty() || object.key().compareTo(after.get()) > 0)
            .forEach(action);
      }
    }
  }

  /** The directory before a key, in their order, is the only one that it can be below. */
  private boolean isWanted(ObjectKey key) {
    ObjectKey directory = directories.floor(key);
    return directory != null && key.isBelow(directory);
  }
}
