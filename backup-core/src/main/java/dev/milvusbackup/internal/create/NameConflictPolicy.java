package dev.milvusbackup.internal.create;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.CollectionSelector;
import dev.milvusbackup.IfIncomplete;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.internal.catalog.ExistingContent;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.StartMode;
import dev.milvusbackup.internal.format.commit.CreateIntent;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Optional;

/** Decides how a create starts, given what is stored under its name. */
record NameConflictPolicy(BackupRequest request, CreateIntent intent, ObjectStore backups) {

  static NameConflictPolicy of(BackupRequest request, Environment environment) {
    return of(request, environment.milvusStorage().store(), environment.backups());
  }

  static NameConflictPolicy of(
      BackupRequest request, ObjectStore milvusStorage, ObjectStore backups) {
    CreateIntent intent =
        new CreateIntent(
            request.collections().stream().map(CollectionSelector::toString).sorted().toList(),
            CreateIntent.strategy(request.mode(), request.strategy(), request.incremental()),
            milvusStorage.displayName());
    return new NameConflictPolicy(
        request, request.lockFor().map(intent::locking).orElse(intent), backups);
  }

  /**
   * Decides.
   *
   * @throws BackupExistsException if the name is taken
   */
  StartMode decide(ExistingContent occupant) {
    Optional<LockRecord> lock = occupant.lock();
    boolean same = lock.flatMap(LockRecord::intent).equals(Optional.of(intent));
    if (occupant.origin().isPresent()) {
      boolean ours = same && occupant.origin().get() == Origin.NATIVE;
      if (ours && request.ifIncomplete() != IfIncomplete.FAIL) {
        return StartMode.FINISH;
      }
      throw taken("a backup of that name exists", "Choose another name or delete it first");
    }
    if (occupant.isNothing()) {
      return StartMode.FRESH;
    }
    if (occupant.deleted()) {
      return StartMode.RESTART;
    }
    return switch (request.ifIncomplete()) {
      case RESUME -> StartMode.RESUME;
      case RESTART -> StartMode.RESTART;
      case FAIL -> throw leftovers(occupant.problem(), "Delete them, or allow resuming them");
      case RESUME_SAME -> {
        if (!same) {
          String why =
              occupant.problem() + lock.flatMap(LockRecord::intent).map(this::differs).orElse("");
          throw leftovers(
              why,
              "Delete them, choose another name, or resume them explicitly (IfIncomplete.RESUME, create --resume)");
        }
        yield StartMode.RESUME;
      }
    };
  }

  private String differs(CreateIntent other) {
    return "; the interrupted create requested " + other + ", this one requests " + intent;
  }

  private BackupExistsException leftovers(String problem, String wayOut) {
    return taken("leftovers of that name exist, " + problem, wayOut);
  }

  private BackupExistsException taken(String why, String wayOut) {
    return new BackupExistsException(
        "Cannot create backup '%s': %s in %s. %s."
            .formatted(request.name(), why, backups.displayName(), wayOut));
  }
}
