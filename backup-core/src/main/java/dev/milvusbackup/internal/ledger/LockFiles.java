package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.internal.format.MetaJson;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The locks of one restore: a file for each generation, of which the newest counts. */
record LockFiles(ObjectStore store, ObjectKey directory) {

  private static final int LONGEST = 1 << 20;

  ObjectKey key(int generation) {
    return directory.resolve("lock." + generation);
  }

  /** 0 if there is none. */
  int newest() {
    return generations().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  Optional<LockContent> read(int generation) {
    ObjectKey key = key(generation);
    try (InputStream in = store.open(key, 0, LONGEST)) {
      return Optional.of(MetaJson.read(in.readAllBytes(), LockContent.class, key.toString()));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "Cannot read %s of %s: the connection broke. Try again."
              .formatted(key, store.displayName()),
          e);
    }
  }

  void deleteUpTo(int generation) {
    List<ObjectKey> old =
        generations().stream().filter(g -> g <= generation).map(this::key).toList();
    if (!old.isEmpty()) {
      store.delete(old);
    }
  }

  private List<Integer> generations() {
    try (var objects = store.list(directory)) {
      return objects
          .map(object -> object.key().relativeTo(directory))
          .filter(file -> file.matches("lock\\.\\d{1,9}"))
          .map(file -> Integer.valueOf(file.substring("lock.".length())))
          .toList();
    }
  }
}
