package dev.milvusbackup.internal.retention;

import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.storage.StoreTime;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time of a store: the one that it gives an object that is written now. */
final class StoreClock {

  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final ObjectStore store;

  StoreClock(ObjectStore store) {
    this.store = store;
  }

  /**
   * Reads the time. Writes and deletes a small object.
   *
   * @throws PruneRefusedException if it differs from the time of this machine
   */
  Instant now() {
    Instant before = Instant.now();
    Optional<Instant> told = told();
    told.ifPresent(time -> requireSame(time, before, Instant.now()));
    return told.orElseGet(Instant::now);
  }

  /**
   * Reads the time that ages of objects are compared with. Writes and deletes a small object.
   *
   * @throws PruneRefusedException if the store reports none
   */
  Instant ofStore() {
    return told()
        .orElseThrow(
            () ->
                new PruneRefusedException(
                    "Cannot prune shared objects: %s does not report when an object was written, so their age is unknown. Use a store that does."
                        .formatted(store.displayName())));
  }

  private Optional<Instant> told() {
    return StoreTime.read(store);
  }

  /** The write happened between two times of this machine. */
  private void requireSame(Instant told, Instant before, Instant after) {
    if (told.isBefore(before.minus(TOLERANCE)) || told.isAfter(after.plus(TOLERANCE))) {
      throw new PruneRefusedException(
          "Cannot prune: this machine says that it is %s, and %s says %s. Correct the clock that is wrong, since retention goes by time."
              .formatted(after, store.displayName(), told));
    }
  }
}
