package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreReport.Failed;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.data.CollectionImport;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.CollectionJournal;
import dev.milvusbackup.internal.ledger.CollectionRecord;
import dev.milvusbackup.internal.ledger.CollectionRecord.State;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.WorkingName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The restore of one collection: stage, create under a working name, import, index, count, load,
 * rename, set the aliases. It resumes an interrupted run of the same restore. One thread uses it.
 */
final class CollectionRun {

  /** A cancelled restore ends soon, with the jobs of small partitions only. */
  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(10);

  private final CollectionRestorer shared;
  private final CollectionPlan collection;
  private final CollectionImport imports;
  private final JobContext job;
  private final UndoRecord undo = new UndoRecord();
  private Phase phase = Phase.PLANNING;
  private Optional<String> rowsNotCompared = Optional.of("an earlier run has restored it");

  CollectionRun(CollectionRestorer shared, CollectionPlan collection, JobContext job) {
    this.shared = shared;
    this.collection = collection;
    this.imports = shared.imports.of(collection);
    this.job = job;
  }

  CollectionOutcome execute() {
    try {
      return CollectionOutcome.of(restore());
    } catch (BackupException e) {
      drop(e);
      return CollectionOutcome.of(Failed.of(collection.source(), collection.target(), phase, e));
    } catch (RuntimeException | Error e) { // cancelled, or a bug: the whole restore ends
      drop(e);
      throw e;
    }
  }

  private Restored restore() {
    CollectionJournal journal = collection.approach() == Approach.KEEP ? keep() : resumeOrBegin();
    int reused = (int) journal.record().units().stream().filter(u -> !isOpen(u)).count();
    if (journal.record().state() == State.FILLING) {
      fill(journal);
    }
    List<String> warnings = new ArrayList<>(finish(journal));
    warnings.addAll(RowWarnings.of(collection, shared.milvus.loading()));
    if (!collection.crowded().isEmpty()) {
      warnings.add(
          "in %d directories with shared segments are objects of others, so what the backup names was copied first; verify lists them"
              .formatted(collection.crowded().size()));
    }
    warnings.addAll(shared.aliases.restore(collection.target()));
    job.progress().collectionDone();
    Restored.Builder restored =
        Restored.builder(collection.source(), collection.target())
            .rows(collection.manifest().liveRows().orElse(journal.record().rows()))
            .importJobs(imports.jobs())
            .importJobsReused(Math.min(reused, imports.jobs()))
            .placement(imports.placement())
            .warnings(warnings);
    rowsNotCompared.ifPresent(restored::rowsNotCompared);
    return restored.build();
  }

  private CollectionJournal keep() {
    CollectionJournal journal =
        shared.ledger.resume(shared.ledger.find(collection.manifest().id()).orElseThrow());
    journal.restored();
    return journal;
  }

  /** Prepares the collection and makes the data readable for Milvus. */
  private CollectionJournal resumeOrBegin() {
    List<UnitRecord> steps = imports.steps();
    Optional<CollectionRecord> former = shared.decider.resumable(collection, steps, job.cancel());
    if (former.isPresent()) {
      CollectionJournal journal = shared.ledger.resume(former.get());
      undo.created(journal);
      if (former.get().state() == State.FILLING) {
        stage(journal);
      }
      return journal;
    }
    stage(ImportJournal.none());
    enter(Phase.CREATING);
    CollectionJournal journal =
        collection.approach() == Approach.APPEND ? append(steps) : create(steps);
    undo.created(journal);
    return journal;
  }

  /** Before anything is created, so that damaged data leaves nothing behind in Milvus. */
  private void stage(ImportJournal journal) {
    enter(Phase.STAGING);
    imports.stage(journal, job);
  }

  private CollectionJournal append(List<UnitRecord> steps) {
    CollectionName name = collection.target();
    long id = shared.milvus.collections().describe(name).collectionId();
    long rows = shared.milvus.segments().persistentRows(name);
    return shared.ledger.beginAppending(
        CollectionRecord.appending(collection.manifest().id(), name, id, rows, steps));
  }

  private CollectionJournal create(List<UnitRecord> steps) {
    long source = collection.manifest().id();
    CollectionName name =
        shared
            .ledger
            .reserved(source)
            .orElseGet(() -> WorkingName.of(collection.target()).restoring());
    CollectionJournal journal =
        shared.ledger.begin(CollectionRecord.creating(source, collection.target(), name, steps));
    undo.created(journal); // a create whose answer is lost leaves a collection too
    shared.creator.create(collection, name);
    journal.created(shared.milvus.collections().describe(name).collectionId());
    return journal;
  }

  private void fill(CollectionJournal journal) {
    CollectionName name = journal.record().fullName();
    shared.creator.createPartitions(collection, name);
    enter(Phase.IMPORTING);
    long rows = imports.importRows(name, journal, job);
    if (imports.isDoubtful(rows)) {
      requireVisible(journal);
    }
    enter(Phase.INDEXING);
    shared.creator.createIndexes(collection, name);
    enter(Phase.COUNTING);
    // Only before the deletes: after them a compaction may remove rows.
    if (!imports.hasBegunDeletes(journal)) {
      shared.counter.check(collection, name, journal.record().rowsBefore() + rows, job);
    }
    imports.importDeletes(name, journal, job);
    job.cancel().check();
    if (collection.approach() == Approach.APPEND) {
      journal.restored();
    } else {
      journal.complete();
    }
  }

  private void requireVisible(CollectionJournal journal) {
    CollectionName probe = WorkingName.of(collection.target()).probing();
    journal.probing(probe);
    shared.creator.create(collection, probe);
    try {
      shared.creator.createPartitions(collection, probe);
      imports.requireVisible(probe, job);
    } finally {
      shared.milvus.collections().drop(probe);
    }
    journal.probed();
  }

  /** Loads the collection and gives it its name. Returns warnings. */
  private List<String> finish(CollectionJournal journal) {
    enter(Phase.LOADING);
    boolean named = journal.record().state() == State.RESTORED;
    CollectionName name = named ? collection.target() : journal.record().fullName();
    List<String> warnings = shared.loader.load(collection, name, job);
    if (named) {
      return warnings;
    }
    rowsNotCompared = shared.liveRows.compare(collection, name, job);
    job.cancel().check();
    shared.names.take(collection, name, undo::keep);
    journal.restored();
    return warnings.isEmpty()
        ? shared.loader.load(
            collection, collection.target(), job) // Milvus Lite releases on a rename
        : warnings;
  }

  /** A collection that cannot be dropped remains in the ledger, and the next run drops it. */
  private void drop(Throwable failure) {
    Optional<CollectionJournal> unfinished = undo.disposable();
    if (unfinished.isPresent()) {
      try {
        CollectionRecord record = unfinished.get().record();
        shared.decider.settle(record, LONGEST_SETTLING, job.cancel().forCleanUp());
        shared.ledger.require();
        shared.milvus.collections().drop(record.fullName());
        unfinished.get().forget();
      } catch (BackupException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private void enter(Phase next) {
    phase = next;
    job.progress().enter(next);
  }

  private static boolean isOpen(UnitRecord unit) {
    return unit.is(UnitRecord.State.OPEN);
  }
}
