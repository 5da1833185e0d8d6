package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The collections that go into the backup, and those that do not. */
record FrozenSet(List<FrozenCollection> collections, List<Skipped> skipped) {

  /**
   * A backup of nothing but skipped collections is none.
   *
   * @return this
   */
  FrozenSet requireAny() {
    if (collections.isEmpty() && !skipped.isEmpty()) {
      throw skipped.get(0).cause();
    }
    return this;
  }

  List<ObjectCopy> copies() {
    return FrozenCollection.copies(collections);
  }

  /** Those with one of these objects. */
  List<FrozenCollection> owners(Set<ObjectKey> sources) {
    return collections.stream()
        .filter(c -> c.copies().stream().anyMatch(copy -> sources.contains(copy.from())))
        .toList();
  }

  /** With some collections frozen anew. */
  FrozenSet with(List<FrozenCollection> stale, FrozenSet fresh) {
    List<FrozenCollection> all = new ArrayList<>(collections);
    all.removeAll(stale);
    all.addAll(fresh.collections);
    List<Skipped> left = new ArrayList<>(skipped);
    left.addAll(fresh.skipped);
    return new FrozenSet(all, left);
  }
}
