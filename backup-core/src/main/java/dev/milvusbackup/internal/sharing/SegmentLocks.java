package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.storage.LockDates;
import dev.milvusbackup.storage.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads which segments are locked, by their first objects: a create locks the objects of a segment
 * in the order of their keys, and all until the same date. For objects in the order of their keys.
 */
final class SegmentLocks {

  private final LockDates dates;
  private Optional<ObjectKey> group = Optional.empty();
  private Optional<Instant> until = Optional.empty();

  SegmentLocks(LockDates dates) {
    this.dates = dates;
  }

  /** Until when the segment of an object is locked; empty if it is not. */
  Optional<Instant> until(ObjectKey object) {
    Optional<ObjectKey> itsGroup = Optional.of(SharedLayout.groupOf(object));
    if (!itsGroup.equals(group)) {
      group = itsGroup;
      until = dates.until(object);
    }
    return until;
  }
}
