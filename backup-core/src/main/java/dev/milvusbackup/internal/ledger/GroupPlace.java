package dev.milvusbackup.internal.ledger;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of a group in the store. After a put that took more than one attempt, or failed, the
 * next one gets a greater key: if an earlier attempt arrives late, it replaces nothing.
 */
final class GroupPlace {

  private static final Logger LOG = LoggerFactory.getLogger(GroupPlace.class);

  private final LedgerStore store;
  private final Supplier<ObjectKey> keys;
  private final List<ObjectKey> used = new ArrayList<>();
  private boolean certain; // whether no put to the last key is under way

  /**
   * A place.
   *
   * @param keys each one greater than those before
   */
  GroupPlace(LedgerStore store, Supplier<ObjectKey> keys) {
    this.store = store;
    this.keys = keys;
  }

  /** Puts the records, or deletes the object if none remains. One thread at a time. */
  synchronized void store(GroupRecord group) {
    boolean moved = !certain;
    if (group.collections().isEmpty()) {
      certain = false;
      store.delete(used);
      return;
    }
    if (moved) {
      used.add(keys.get());
    }
    certain = false;
    certain = store.put(used.get(used.size() - 1), group);
    if (moved) {
      removeFormer();
    }
  }

  /** They no longer count, so the end of the restore is early enough. */
  private void removeFormer() {
    try {
      store.delete(used.subList(0, used.size() - 1));
    } catch (StorageException e) {
      LOG.info("Objects of a restore remain until its end: {}", e.getMessage());
    }
  }

  /** All keys that may have an object. */
  synchronized List<ObjectKey> used() {
    return List.copyOf(used);
  }
}
