package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.internal.job.ProgressTracker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far one collection has come, for the report if it fails. Used by one thread. */
final class PhaseTracker {

  private final ProgressTracker progress;
  private Phase phase = Phase.PLANNING;
  private @Nullable CollectionName disposable;

  PhaseTracker(ProgressTracker progress) {
    this.progress = progress;
  }

  void enter(Phase next) {
    phase = next;
    progress.enter(next);
  }

  /** From now on there is something to drop if the rest fails. */
  void created(CollectionName name) {
    disposable = name;
  }

  /** From now on there is not. */
  void keep() {
    disposable = null;
  }

  Phase phase() {
    return phase;
  }

  Optional<CollectionName> disposable() {
    return Optional.ofNullable(disposable);
  }
}
