package dev.milvusbackup.internal.restore;

import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.job.ProgressTracker;
import dev.milvusbackup.internal.ledger.CollectionJournal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far one collection has come, for the report if it fails. Used by one thread. */
final class PhaseTracker {

  private final ProgressTracker progress;
  private Phase phase = Phase.PLANNING;
  private @Nullable CollectionJournal journal;

  PhaseTracker(ProgressTracker progress) {
    this.progress = progress;
  }

  void enter(Phase next) {
    phase = next;
    progress.enter(next);
  }

  /** From now on there is something in Milvus to drop if the rest fails. */
  void touched(CollectionJournal written) {
    journal = written;
  }

  /** From now on there is not. */
  void keep() {
    journal = null;
  }

  Phase phase() {
    return phase;
  }

  /** What is to be dropped after a failure. Rows in a collection that was there before stay. */
  Optional<CollectionJournal> disposable() {
    return Optional.ofNullable(journal).filter(j -> !j.record().append());
  }
}
