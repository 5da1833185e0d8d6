package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.internal.ledger.CollectionJournal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The collection to drop if its restore fails. One thread uses it. */
final class UndoRecord {

  private @Nullable CollectionJournal journal;

  /** From now on the collection of the journal has to be dropped. */
  void created(CollectionJournal written) {
    journal = written;
  }

  /** From now on nothing has to be dropped: the new rows are the only ones. */
  void keep() {
    journal = null;
  }

  /** The collection to drop. One that existed before keeps its new rows. */
  Optional<CollectionJournal> disposable() {
    return Optional.ofNullable(journal).filter(j -> !j.record().append());
  }
}
