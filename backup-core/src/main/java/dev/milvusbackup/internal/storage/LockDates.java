package dev.milvusbackup.internal.storage;

import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which objects of a store are locked now, by the time of the store. It asks only once
 * whether the store locks objects, and not before it has to. For one job and one thread.
 */
public final class LockDates {

  private static final Logger LOG = LoggerFactory.getLogger(LockDates.class);

  private final ObjectStore store;
  private @Nullable ObjectLocks locks;
  private boolean asked;
  private @Nullable Instant now;
  private boolean hidden;

  public LockDates(ObjectStore store) {
    this.store = store;
  }

  /** Whether the store has locks. */
  public boolean supported() {
    return locks().isPresent();
  }

  /** Whether the credentials must not read locks, so that it is unknown what is locked. */
  public boolean hidden() {
    return !supported() && hidden;
  }

  /** Until when an object is locked; empty if it is not, or no longer. */
  public Optional<Instant> until(ObjectKey key) {
    if (!supported()) {
      return Optional.empty();
    }
    try {
      return locks().orElseThrow().lockedUntil(key).filter(this::isAhead);
    } catch (ObjectNotFoundException e) {
      return Optional.empty(); // another job has just deleted it
    }
  }

  /** Whether a date is in the future. */
  public boolean isAhead(Instant date) {
    if (now == null) {
      now = StoreTime.read(store).orElseGet(Instant::now);
    }
    return date.isAfter(now);
  }

  private Optional<ObjectLocks> locks() {
    if (!asked) {
      try {
        locks = store.locks().orElse(null);
      } catch (StoreAccessDeniedException e) {
        LOG.debug("The locks of {} cannot be read", store.displayName(), e);
        hidden = true;
      }
      asked = true;
    }
    return Optional.ofNullable(locks);
  }
}
