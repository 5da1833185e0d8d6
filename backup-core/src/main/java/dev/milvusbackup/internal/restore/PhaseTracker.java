package dev.milvusbackup.internal.restore;

import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.job.ProgressTracker;

/** How far one collection has come, for the report if it fails. Used by one thread. */
final class PhaseTracker {

  private final ProgressTracker progress;
  private Phase phase = Phase.PLANNING;
  private boolean created;

  PhaseTracker(ProgressTracker progress) {
    this.progress = progress;
  }

  void enter(Phase next) {
    phase = next;
    progress.enter(next);
  }

  /** From now on there is something to drop. */
  void created() {
    created = true;
  }

  Phase phase() {
    return phase;
  }

  boolean hasCreated() {
    return created;
  }
}
