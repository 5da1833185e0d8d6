package dev.milvusbackup.internal.lock;

import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.LockSite;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the locks of a site. */
public final class LockReader {

  private static final int LONGEST = 16 << 20;

  private final ObjectStore store;

  public LockReader(ObjectStore store) {
    this.store = store;
  }

  /** A lock object at one moment. Its content is compared byte by byte. */
  record Sighting(int generation, String content, LockRecord record) {}

  /** The lock of the newest generation: the one that counts. */
  public Optional<LockRecord> newest(LockSite site) {
    return observe(site).map(Sighting::record);
  }

  Optional<Sighting> observe(LockSite site) {
    NavigableSet<Integer> generations = generations(site);
    return generations.isEmpty() ? Optional.empty() : observe(site, generations.last());
  }

  Optional<Sighting> observe(LockSite site, int generation) {
    ObjectKey key = site.lock(generation);
    try {
      byte[] content = SmallObject.head(store, key, LONGEST);
      return Optional.of(
          new Sighting(
              generation, new String(content, StandardCharsets.ISO_8859_1), parse(content, key)));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  boolean isNewest(LockSite site, int generation) {
    return isNewest(site, generation, keys(site));
  }

  /** Whether a listing of the directory shows no newer generation. */
  static boolean isNewest(LockSite site, int generation, List<ObjectKey> keys) {
    NavigableSet<Integer> generations = generations(site, keys);
    return !generations.isEmpty() && generations.last() == generation;
  }

  NavigableSet<Integer> generations(LockSite site) {
    return generations(site, keys(site));
  }

  /** All keys in the directory of the lock, which may hold other files too. */
  List<ObjectKey> keys(LockSite site) {
    try (var objects = store.list(site.directory())) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private static NavigableSet<Integer> generations(LockSite site, List<ObjectKey> keys) {
    NavigableSet<Integer> generations = new TreeSet<>();
    keys.forEach(key -> site.generation(key).ifPresent(generations::add));
    return generations;
  }

  /** Every such object is a lock; the writer of an unreadable one may be alive. */
  private static LockRecord parse(byte[] content, ObjectKey key) {
    try {
      return MetadataJson.read(content, LockRecord.class, key.toString());
    } catch (CorruptBackupException e) {
      return LockRecord.unreadable();
    }
  }
}
