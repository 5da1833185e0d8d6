package dev.milvusbackup.internal.sharing;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/** What can happen to a Milvus and its backups. A number decides to which, and when a job dies. */
enum Step {
  INSERT((night, choice) -> night.insert(1 + choice % 5)),
  DELETE_ROWS(Night::deleteRows),
  UPSERT(Night::upsert),
  FLUSH((night, choice) -> night.flush()),
  COMPACT((night, choice) -> night.compact()),
  CREATE((night, choice) -> night.create()),
  CREATE_FULL((night, choice) -> night.createFull()),
  CREATE_AGAIN(Night::interrupted, Night::createAgain),
  CREATE_OVER_DELETED(Night::deleted, Night::createOverDeleted),
  ADOPT(Night::full, Night::adopt),
  COPY(Night::incremental, Night::copy),
  COPY_AGAIN(Night::interruptedCopies, Night::copyAgain),
  DELETE(Night::kept, Night::delete),
  DELETE_AGAIN(Night::halfDeleted, Night::deleteAgain),
  UNDELETE(Night::deleted, Night::undelete),
  PRUNE((night, choice) -> night.prune()),
  RETENTION((night, choice) -> night.retain()),
  VERIFY(Night::kept, Night::verify),
  RESTORE(Night::kept, Night::restore),
  DAY(Night::day),
  DIE_IN_CREATE(Night::dieInCreate),
  DIE_IN_ADOPT(Night::full, Night::dieInAdopt),
  DIE_IN_COPY(Night::incremental, Night::dieInCopy),
  DIE_IN_DELETE(Night::kept, Night::dieInDelete),
  DIE_IN_UNDELETE(Night::deleted, Night::dieInUndelete),
  DIE_IN_PRUNE(Night::dieInPrune);

  // Method references without state, in both.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Night, ? extends Collection<?>> subjects;

  @SuppressWarnings("ImmutableEnumChecker")
  private final ObjIntConsumer<Night> work;

  Step(ObjIntConsumer<Night> work) {
    this(night -> List.of(night), work);
  }

  Step(Function<Night, ? extends Collection<?>> subjects, ObjIntConsumer<Night> work) {
    this.subjects = subjects;
    this.work = work;
  }

  boolean isPossible(Night night) {
    return !subjects.apply(night).isEmpty();
  }

  void happen(Night night, int choice) {
    work.accept(night, choice);
  }
}
