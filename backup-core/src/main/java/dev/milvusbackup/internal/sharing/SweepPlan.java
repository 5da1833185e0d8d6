package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.internal.sharing.CondemnedLists.CondemnedList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a sweep decides by, before it looks at the objects. */
final class SweepPlan {

  private final SharedSegments referenced;
  private final SharedSegments undeletable;
  private final Instant begun;
  private final Instant oldest;
  private final LivePins pins;
  private final SharedSegments condemned = new SharedSegments();
  private final SharedSegments removable = new SharedSegments();
  private final List<CondemnedList> ended = new ArrayList<>();
  private final Set<String> waitingFor = new TreeSet<>();

  /**
   * A plan.
   *
   * @param referenced what backups refer to
   * @param undeletable what backups refer to that were deleted less than a grace period ago
   * @param begun when the sweep began, by the store
   * @param oldest a condemned list that was written before has waited long enough
   * @param pins of jobs that may be running
   */
  SweepPlan(
      SharedSegments referenced,
      SharedSegments undeletable,
      Instant begun,
      Instant oldest,
      LivePins pins) {
    this.referenced = referenced;
    this.undeletable = undeletable;
    this.begun = begun;
    this.oldest = oldest;
    this.pins = pins;
  }

  /** Decides about a condemned list. */
  void add(CondemnedList list) {
    if (list.record().isEmpty()) {
      ended.add(list); // it condemns nothing; its segments are condemned again
      return;
    }
    if (list.record().get().damaged()) {
      boolean needed = referenced.containsAny(list.record().get());
      if (!needed && pins.unaware(list.name()).isEmpty()) {
        ended.add(list);
      }
      return;
    }
    condemned.addAll(list.record().get());
    if (!list.isDue(oldest)) {
      return;
    }
    List<String> unaware = pins.unaware(list.name());
    if (unaware.isEmpty()) {
      removable.addAll(list.record().get());
      ended.add(list);
    } else {
      waitingFor.addAll(unaware);
    }
  }

  /** What is done with the objects of a segment. */
  enum Fate {
    REFERENCED,
    /** It was condemned long ago, and no job can rely on it any longer. */
    REMOVE,
    /** A list names it. */
    CONDEMNED,
    /** No list names it yet. */
    CONDEMN,
    /** It may belong to a job that is running. */
    UNDECIDED
  }

  /**
   * Decides about an object.
   *
   * @param written when it was written
   */
  Fate fate(String root, long segment, Instant written) {
    if (referenced.contains(root, segment)) {
      return Fate.REFERENCED;
    }
    if (removable.contains(root, segment)) {
      // It may have been condemned before its backup was undeleted and deleted again.
      return undeletable.contains(root, segment) ? Fate.CONDEMN : Fate.REMOVE;
    }
    if (condemned.contains(root, segment)) {
      return Fate.CONDEMNED;
    }
    // The job of an older object had a pin when the sweep began, or has ended.
    boolean running = pins.pins().containsKey(root) || !written.isBefore(begun);
    return running ? Fate.UNDECIDED : Fate.CONDEMN;
  }

  /** The lists of which nothing remains after the sweep. */
  List<CondemnedList> ended() {
    return ended;
  }

  /** The jobs that hold up the removal, for people. */
  List<String> waitingFor() {
    return List.copyOf(waitingFor);
  }
}
