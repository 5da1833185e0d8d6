package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The collections of the backup, and the skipped ones. */
public record SnapshotSet(List<CollectionSnapshot> collections, List<Skipped> skipped) {

  /**
   * Fails if all collections were skipped.
   *
   * @return this
   */
  public SnapshotSet requireAny() {
    if (collections.isEmpty() && !skipped.isEmpty()) {
      throw skipped.get(0).cause();
    }
    return this;
  }

  public List<ObjectCopy> copies() {
    return CollectionSnapshot.copies(collections);
  }

  /** The collections whose rows were not compared with Milvus's count, with the reasons. */
  Map<CollectionName, String> notCompared() {
    Map<CollectionName, String> reasons = new TreeMap<>();
    collections.stream()
        .filter(collection -> !collection.notCompared().isEmpty())
        .forEach(c -> reasons.put(c.info().collection(), c.notCompared()));
    return reasons;
  }

  /** The collections with one of these objects. */
  List<CollectionSnapshot> owners(Set<ObjectKey> sources) {
    return collections.stream()
        .filter(c -> c.copies().stream().anyMatch(copy -> sources.contains(copy.from())))
        .toList();
  }

  /** Returns a copy with new snapshots of some collections. */
  SnapshotSet with(List<CollectionSnapshot> stale, SnapshotSet fresh) {
    List<CollectionSnapshot> all = new ArrayList<>(collections);
    all.removeAll(stale);
    all.addAll(fresh.collections);
    List<Skipped> left = new ArrayList<>(skipped);
    left.addAll(fresh.skipped);
    return new SnapshotSet(all, left);
  }
}
