package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.storage.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The records of all collections of a restore, some in each object. */
final class RecordGroups {

  private static final Pattern GROUP = Pattern.compile("collections/([1-9]\\d{0,8})\\.json");

  private final ObjectKey directory;
  private final BiConsumer<ObjectKey, GroupRecord> store;
  private final TreeMap<Integer, RecordGroup> groups = new TreeMap<>();
  private final Map<Long, RecordGroup> byCollection = new HashMap<>();
  private @Nullable RecordGroup open; // the one for more collections

  /**
   * No groups.
   *
   * @param directory of the ledger
   * @param store puts the records of a group, or deletes the object if it gets none
   */
  RecordGroups(ObjectKey directory, BiConsumer<ObjectKey, GroupRecord> store) {
    this.directory = directory;
    this.store = store;
  }

  /** Whether a path in the directory of a ledger is that of a group. */
  static boolean isGroup(String path) {
    return GROUP.matcher(path).matches();
  }

  /** Adds a group that an earlier run has stored. */
  synchronized void add(ObjectKey key, GroupRecord found) {
    Matcher path = GROUP.matcher(key.relativeTo(directory));
    if (!path.matches()) {
      throw new IllegalArgumentException(key.toString());
    }
    RecordGroup group = new RecordGroup(records -> store.accept(key, records), found);
    groups.put(Integer.valueOf(path.group(1)), group);
    found.collections().forEach(record -> byCollection.put(record.source(), group));
  }

  /** Chooses the group of a collection, and its working name, before it is created. */
  void reserve(CollectionRecord record, int segments) {
    forMore(record.source(), segments).reserve(record, segments);
  }

  /**
   * The group of a collection. One that existed before has a group of its own: while it is in doubt
   * whether Milvus has a job, it cannot be filled again, and waiting for others would prolong that.
   */
  RecordGroup of(CollectionRecord record) {
    return existing(record.source())
        .orElseGet(
            () ->
                record.append()
                    ? forOne(record.source())
                    : forMore(record.source(), record.units().size()));
  }

  /** Removes the record of a collection. */
  void remove(CollectionRecord record) {
    Optional<RecordGroup> group = existing(record.source());
    synchronized (this) {
      byCollection.remove(record.source());
    }
    group.ifPresent(found -> found.remove(record.source()));
  }

  synchronized List<RecordGroup> all() {
    return List.copyOf(groups.values());
  }

  synchronized List<ObjectKey> keys() {
    return groups.keySet().stream().map(this::key).toList();
  }

  synchronized void clear() {
    groups.clear();
    byCollection.clear();
    open = null;
  }

  private synchronized Optional<RecordGroup> existing(long source) {
    return Optional.ofNullable(byCollection.get(source));
  }

  private synchronized RecordGroup forMore(long source, int segments) {
    RecordGroup group = open;
    if (group == null || group.isFullWith(segments)) {
      group = next();
      open = group;
    }
    byCollection.put(source, group);
    return group;
  }

  private synchronized RecordGroup forOne(long source) {
    RecordGroup group = next();
    byCollection.put(source, group);
    return group;
  }

  private RecordGroup next() {
    int number = groups.isEmpty() ? 1 : groups.lastKey() + 1;
    ObjectKey key = key(number);
    RecordGroup group = new RecordGroup(records -> store.accept(key, records));
    groups.put(number, group);
    return group;
  }

  private ObjectKey key(int number) {
    return directory.resolve("collections/" + number + ".json");
  }
}
