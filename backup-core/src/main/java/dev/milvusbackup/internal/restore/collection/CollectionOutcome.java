package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Restored;
import java.util.List;
import java.util.Optional;

/** The outcome of a collection: one of the two. */
public record CollectionOutcome(Optional<Restored> restored, Optional<Failed> failed) {

  static CollectionOutcome of(Restored restored) {
    return new CollectionOutcome(Optional.of(restored), Optional.empty());
  }

  static CollectionOutcome of(Failed failed) {
    return new CollectionOutcome(Optional.empty(), Optional.of(failed));
  }

  public static boolean allRestored(List<CollectionOutcome> outcomes) {
    return outcomes.stream().allMatch(outcome -> outcome.failed().isEmpty());
  }
}
