package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One pass over all shared objects. */
final class SweepScan {

  private static final int BATCH = 1000;

  private final SweepPlan plan;
  private final SegmentLocks locks;
  private final Consumer<Collection<ObjectKey>> remove;
  private final List<ObjectKey> batch = new ArrayList<>();
  private final SharedSegments condemned = new SharedSegments();
  private long bytes;
  private long objectsRemoved;
  private long bytesRemoved;
  private long bytesCondemned;
  private long bytesLocked;
  private Optional<Instant> lockedUntil = Optional.empty();

  SweepScan(SweepPlan plan, SegmentLocks locks, Consumer<Collection<ObjectKey>> remove) {
    this.plan = plan;
    this.locks = locks;
    this.remove = remove;
  }

  void look(ObjectInfo object) {
    Optional<SharedPath> path = SharedPath.of(object.key());
    if (path.isEmpty()) {
      return; // not one of ours
    }
    String root = path.get().root();
    long segment = path.get().group();
    bytes += object.size();
    Instant written = object.lastModified().orElse(Instant.MAX); // unknown: it may be new
    switch (plan.fate(root, segment, written)) {
      case REMOVE ->
          locks
              .until(object.key())
              .ifPresentOrElse(date -> keepLocked(object, date), () -> remove(object));
      case CONDEMNED -> bytesCondemned += object.size();
      case CONDEMN -> {
        condemned.add(root, segment);
        bytesCondemned += object.size();
      }
      case REFERENCED, UNDECIDED -> {}
    }
  }

  /** Its list ends, so a later sweep condemns it again. */
  private void keepLocked(ObjectInfo object, Instant date) {
    bytesCondemned += object.size();
    bytesLocked += object.size();
    lockedUntil = lockedUntil.filter(date::isAfter).or(() -> Optional.of(date));
  }

  private void remove(ObjectInfo object) {
    bytes -= object.size();
    objectsRemoved++;
    bytesRemoved += object.size();
    batch.add(object.key());
    if (batch.size() == BATCH) {
      removeRest();
    }
  }

  void removeRest() {
    remove.accept(List.copyOf(batch));
    batch.clear();
  }

  /** What nothing refers to and no list names. */
  CondemnedRecord condemned() {
    return condemned.list(false);
  }

  SharedSpace space() {
    SharedSpace.Builder space = SharedSpace.builder();
    lockedUntil.ifPresent(date -> space.locked(bytesLocked, date));
    return space
        .bytes(bytes)
        .removed(objectsRemoved, bytesRemoved)
        .bytesCondemned(bytesCondemned)
        .waitingFor(plan.waitingFor())
        .build();
  }
}
