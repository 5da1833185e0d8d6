package dev.milvusbackup.internal.lock;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.LockRecord;
import dev.milvusbackup.internal.format.MetaJson;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Looks at the locks of a backup. */
public final class LockReader {

  private static final int LONGEST = 16 << 20;

  private final ObjectStore store;

  public LockReader(ObjectStore store) {
    this.store = store;
  }

  /** A lock object as it was at one moment. The content is compared byte by byte. */
  record Sighting(int generation, String content, LockRecord record) {}

  /** The lock of the newest generation: the one that counts. */
  public Optional<LockRecord> newest(BackupLayout layout) {
    return sight(layout).map(Sighting::record);
  }

  Optional<Sighting> sight(BackupLayout layout) {
    NavigableSet<Integer> generations = generations(layout);
    return generations.isEmpty() ? Optional.empty() : sight(layout, generations.last());
  }

  Optional<Sighting> sight(BackupLayout layout, int generation) {
    ObjectKey key = layout.lock(generation);
    try {
      byte[] content = SmallObject.head(store, key, LONGEST);
      return Optional.of(
          new Sighting(
              generation, new String(content, StandardCharsets.ISO_8859_1), parse(content, key)));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  boolean isNewest(BackupLayout layout, int generation) {
    NavigableSet<Integer> generations = generations(layout);
    return !generations.isEmpty() && generations.last() == generation;
  }

  NavigableSet<Integer> generations(BackupLayout layout) {
    ObjectKey directory = layout.metaDirectory();
    NavigableSet<Integer> generations = new TreeSet<>();
    try (var objects = store.list(directory)) {
      objects
          .map(object -> object.key().relativeTo(directory))
          .forEach(file -> BackupLayout.lockGeneration(file).ifPresent(generations::add));
    }
    return generations;
  }

  /** Whatever lies there is a lock; who wrote what cannot be read may be alive nevertheless. */
  private static LockRecord parse(byte[] content, ObjectKey key) {
    try {
      return MetaJson.read(content, LockRecord.class, key.toString());
    } catch (CorruptBackupException e) {
      return LockRecord.unreadable();
    }
  }
}
