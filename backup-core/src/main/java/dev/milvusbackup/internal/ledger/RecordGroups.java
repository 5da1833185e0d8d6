package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records of all collections of a restore, some in each object. */
final class RecordGroups {

  private final ObjectKey directory;
  private final LedgerStore store;
  private final List<RecordGroup> groups = new ArrayList<>();
  private final List<GroupPlace> places = new ArrayList<>();
  private final Map<Long, RecordGroup> byCollection = new HashMap<>();
  private @Nullable RecordGroup open; // the one for more collections
  private int run;
  private int number;

  /**
   * No groups.
   *
   * @param directory of the ledger
   */
  RecordGroups(ObjectKey directory, LedgerStore store) {
    this.directory = directory;
    this.store = store;
  }

  /**
   * Starts a run: what an earlier one still writes, late, does not count.
   *
   * @param last the greatest number of a run that has left an object, or 0
   * @param generation of the lock, which grows while runs take over from each other
   */
  synchronized void start(int last, int generation) {
    run = last + generation;
  }

  /**
   * Adds the records of earlier runs.
   *
   * @return those that count
   */
  Collection<CollectionRecord> add(SortedMap<GroupKey, GroupRecord> found) {
    Map<Long, CollectionRecord> latest = new TreeMap<>();
    found.values().forEach(group -> group.collections().forEach(r -> latest.put(r.source(), r)));
    latest.values().forEach(record -> of(record).note(record));
    return latest.values();
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
    return List.copyOf(groups);
  }

  /** All keys that may have an object. */
  List<ObjectKey> keys() {
    List<GroupPlace> all;
    synchronized (this) {
      all = List.copyOf(places);
    }
    return all.stream().flatMap(place -> place.used().stream()).toList();
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
    GroupPlace place = new GroupPlace(store, this::nextKey);
    RecordGroup group = new RecordGroup(place::store);
    places.add(place);
    groups.add(group);
    return group;
  }

  private synchronized ObjectKey nextKey() {
    return directory.resolve(new GroupKey(run, ++number).path());
  }
}
