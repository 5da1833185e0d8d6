package dev.milvusbackup.internal.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of some collections, which are one object. Threads that save while a put is under way
 * share the next one. No save returns before a put that began after it has succeeded.
 */
final class RecordGroup {

  private static final int MOST_COLLECTIONS = 16;
  private static final int MOST_SEGMENTS = 1000; // so that a put stays small

  private final Consumer<GroupRecord> store;
  private final Object puts = new Object(); // one at a time
  private final Map<Long, CollectionRecord> records = new TreeMap<>();
  private final Map<Long, String> storedNames = new HashMap<>();
  private int segments;
  private long changes;
  private long stored; // the last change that is stored; only while holding puts

  /**
   * A group.
   *
   * @param store puts the records, or deletes the object if none remains
   */
  RecordGroup(Consumer<GroupRecord> store) {
    this.store = store;
  }

  /** Whether one more collection, with so many segments, makes the group too large. */
  synchronized boolean isFullWith(int more) {
    return !records.isEmpty()
        && (records.size() >= MOST_COLLECTIONS || segments + more > MOST_SEGMENTS);
  }

  /** Adds a collection whose name is chosen, so that the next put stores it. */
  synchronized void reserve(CollectionRecord record, int itsSegments) {
    segments += itsSegments;
    note(record);
  }

  /** Changes a record; the next put of the group stores it. */
  synchronized long note(CollectionRecord record) {
    records.put(record.source(), record);
    return ++changes;
  }

  /** Stores a record. On a failure it remains as it was. */
  void save(CollectionRecord record) {
    CollectionRecord former;
    long change;
    synchronized (this) {
      former = records.get(record.source());
      change = note(record);
    }
    try {
      storeUpTo(change);
    } catch (RuntimeException | Error e) {
      restore(record, former);
      throw e;
    }
  }

  /** Stores the working name of a record, unless that has happened already. */
  void saveName(CollectionRecord record) {
    if (isNameStored(record)) {
      note(record);
    } else {
      save(record);
    }
  }

  void remove(long source) {
    long change;
    synchronized (this) {
      records.remove(source);
      storedNames.remove(source);
      change = ++changes;
    }
    storeUpTo(change);
  }

  /** Stores what is only noted. */
  void flush() {
    long change;
    synchronized (this) {
      change = changes;
    }
    storeUpTo(change);
  }

  /** Removes all other records, and stores what is only noted. */
  void keepOnly(Set<Long> sources) {
    synchronized (this) {
      if (records.keySet().retainAll(sources)) {
        storedNames.keySet().retainAll(sources);
        changes++;
      }
    }
    flush();
  }

  private void storeUpTo(long change) {
    synchronized (puts) {
      if (stored >= change) {
        return; // by the put of another thread, which began after the change
      }
      long covered;
      List<CollectionRecord> content;
      synchronized (this) {
        covered = changes;
        content = List.copyOf(records.values());
      }
      store.accept(new GroupRecord(content));
      stored = covered;
      remember(content);
    }
  }

  private synchronized void remember(List<CollectionRecord> content) {
    content.forEach(record -> storedNames.put(record.source(), record.filled().name()));
  }

  private synchronized boolean isNameStored(CollectionRecord record) {
    return record.filled().name().equals(storedNames.get(record.source()));
  }

  /** Only the thread of the collection changes its record, and that one is here. */
  private synchronized void restore(CollectionRecord failed, @Nullable CollectionRecord former) {
    if (former == null) {
      records.remove(failed.source());
    } else {
      records.put(failed.source(), former);
    }
    changes++;
  }
}
