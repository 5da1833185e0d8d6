package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.binlog.imports.DeleteUnit;
import dev.milvusbackup.internal.binlog.imports.ImportPlanner;
import dev.milvusbackup.internal.binlog.imports.ImportUnit;
import dev.milvusbackup.internal.binlog.imports.ImportWork;
import dev.milvusbackup.internal.binlog.imports.SegmentImporter;
import dev.milvusbackup.internal.binlog.imports.SegmentStager;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.CollectionJournal;
import dev.milvusbackup.internal.ledger.CollectionRecord;
import dev.milvusbackup.internal.ledger.CollectionRecord.State;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.logical.RowImporter;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.WorkingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Restores one collection: stage, create under a working name, import, index, count, load, take the
 * name, set the aliases. Or goes on from where the same restore was interrupted.
 */
final class CollectionRestorer {

  private static final String ROWS = "rows";

  private final MilvusGateway milvus;
  private final RestoreLedger ledger;
  private final ResumeDecider resumption;
  private final ImportPlanner imports;
  private final SegmentStager stager;
  private final CollectionCreator creator;
  private final SegmentImporter importer;
  private final RowImporter inserter;
  private final RowCounter counter;
  private final TargetNameSwap names;
  private final RestoreContent content;
  private final LoadRestorer loader;
  private final AliasRestorer aliases;

  CollectionRestorer(
      MilvusGateway milvus,
      ResumeDecider resumption,
      RestoreLedger ledger,
      ImportPlanner imports,
      SegmentStager stager,
      CollectionCreator creator,
      SegmentImporter importer,
      RowImporter inserter,
      LoadRestorer loader,
      AliasRestorer aliases,
      RestoreRequest request) {
    this.milvus = milvus;
    this.ledger = ledger;
    this.resumption = resumption;
    this.imports = imports;
    this.stager = stager;
    this.creator = creator;
    this.importer = importer;
    this.inserter = inserter;
    this.counter = new RowCounter(milvus);
    this.names = new TargetNameSwap(milvus);
    this.content = request.content();
    this.loader = loader;
    this.aliases = aliases;
  }

  Restored restore(CollectionPlan collection, PhaseTracker phase, JobContext job) {
    Placement placement = imports.placement(collection);
    Work work =
        content == RestoreContent.ALL
            ? new Work(imports.units(collection, placement), imports.deletes(collection, placement))
            : new Work(List.of(), List.of());
    CollectionJournal journal =
        collection.approach() == Approach.KEEP
            ? kept(collection)
            : begin(collection, work.all(), planned(work, placement), phase, job);
    int reused = (int) journal.record().units().stream().filter(u -> !isOpen(u)).count();
    if (journal.record().state() == State.FILLING) {
      fill(collection, work, journal, phase, job);
    }
    phase.enter(Phase.LOADING);
    boolean named = journal.record().state() == State.RESTORED;
    CollectionName name = named ? collection.target() : journal.record().fullName();
    List<String> warnings = new ArrayList<>(loader.load(collection, name, job));
    if (!named) {
      job.cancel().check();
      names.take(collection, name, phase);
      journal.restored();
      if (warnings.isEmpty()) { // Milvus Lite releases what is renamed
        warnings.addAll(loader.load(collection, collection.target(), job));
      }
    }
    warnings.addAll(aliases.restore(collection.target()));
    job.progress().collectionDone();
    return Restored.builder(collection.source(), collection.target())
        .rows(journal.record().rows())
        .importJobs(work.all().size())
        .importJobsReused(placement == Placement.INSERTED ? 0 : reused)
        .placement(placement)
        .warnings(warnings)
        .build();
  }

  /** What is written down step by step: each import, or the inserts as one. */
  private List<UnitRecord> planned(Work work, Placement placement) {
    if (placement == Placement.INSERTED && content == RestoreContent.ALL) {
      return List.of(UnitRecord.open(ROWS));
    }
    return work.all().stream().map(unit -> UnitRecord.open(unit.name())).toList();
  }

  private CollectionJournal kept(CollectionPlan collection) {
    CollectionJournal journal = ledger.goOn(ledger.find(collection.manifest().id()).orElseThrow());
    journal.restored();
    return journal;
  }

  /** Up to a collection that is there, with what is to be imported where Milvus can read it. */
  private CollectionJournal begin(
      CollectionPlan collection,
      List<ImportWork> units,
      List<UnitRecord> planned,
      PhaseTracker phase,
      JobContext job) {
    Optional<CollectionRecord> former =
        collection.approach() == Approach.APPEND
            ? resumption.ofExisting(collection, planned)
            : resumption.ofNew(collection, planned);
    if (former.isPresent()) {
      CollectionJournal journal = ledger.goOn(former.get());
      phase.touched(journal);
      if (former.get().state() == State.FILLING) {
        stage(collection, units, journal, phase, job);
      }
      return journal;
    }
    stage(collection, units, ImportJournal.none(), phase, job);
    phase.enter(Phase.CREATING);
    CollectionJournal journal =
        collection.approach() == Approach.APPEND
            ? append(collection, planned)
            : create(collection, planned, phase);
    phase.touched(journal);
    return journal;
  }

  /** Before anything is created, so that damage found here leaves nothing in Milvus. */
  private void stage(
      CollectionPlan collection,
      List<ImportWork> units,
      ImportJournal journal,
      PhaseTracker phase,
      JobContext job) {
    phase.enter(Phase.STAGING);
    List<ImportWork> wanted =
        units.stream()
            .filter(unit -> !journal.find(unit.name()).is(UnitRecord.State.DONE))
            .toList();
    stager.stage(collection.manifest().id(), wanted, job);
  }

  private CollectionJournal append(CollectionPlan collection, List<UnitRecord> planned) {
    CollectionName name = collection.target();
    long id = milvus.collections().describe(name).collectionId();
    long rows = milvus.segments().persistentRows(name);
    return ledger.begin(
        CollectionRecord.appending(collection.manifest().id(), name, id, rows, planned));
  }

  private CollectionJournal create(
      CollectionPlan collection, List<UnitRecord> planned, PhaseTracker phase) {
    CollectionName name = WorkingName.of(collection.target()).restoring();
    CollectionJournal journal =
        ledger.begin(
            CollectionRecord.creating(
                collection.manifest().id(), collection.target(), name, planned));
    phase.touched(journal); // a create whose answer is lost leaves something too
    creator.create(collection, name);
    journal.created(milvus.collections().describe(name).collectionId());
    return journal;
  }

  private void fill(
      CollectionPlan collection,
      Work work,
      CollectionJournal journal,
      PhaseTracker phase,
      JobContext job) {
    CollectionName name = journal.record().fullName();
    creator.createPartitions(collection, name);
    phase.enter(Phase.IMPORTING);
    long rows =
        imports.placement(collection) == Placement.INSERTED
            ? insert(collection, name, journal, job)
            : importer.importAll(name, work.units(), journal, job);
    if (rows == 0 && !work.units().isEmpty()) {
      requireVisible(collection, work.units().get(0), journal, job);
    }
    phase.enter(Phase.INDEXING);
    creator.createIndexes(collection, name);
    phase.enter(Phase.COUNTING);
    // Only before the deletes: from then on a compaction may take rows away.
    if (work.deletes().stream().allMatch(unit -> isOpen(journal.find(unit.name())))) {
      counter.check(collection, name, journal.record().rowsBefore() + rows, job);
    }
    importer.importAll(name, work.deletes(), journal, job);
    job.cancel().check();
    if (collection.approach() == Approach.APPEND) {
      journal.restored();
    } else {
      journal.complete();
    }
  }

  /** Of an insert that was interrupted nobody knows how far it came. */
  private long insert(
      CollectionPlan collection, CollectionName name, CollectionJournal journal, JobContext job) {
    if (content != RestoreContent.ALL) {
      return 0;
    }
    UnitRecord former = journal.find(ROWS);
    if (former.is(UnitRecord.State.DONE)) {
      return former.rows();
    }
    journal.intended(ROWS);
    long rows = inserter.importAll(name, collection.info(), collection.manifest(), job);
    journal.done(ROWS, rows);
    return rows;
  }

  /**
   * Where every row is deleted an import of nothing is right, but it is also what happens where
   * Milvus does not see the files. An import without the deletes tells which.
   */
  private void requireVisible(
      CollectionPlan collection, ImportUnit unit, CollectionJournal journal, JobContext job) {
    CollectionName probe = WorkingName.of(collection.target()).probing();
    journal.probing(probe);
    creator.create(collection, probe);
    try {
      creator.createPartitions(collection, probe);
      importer.importAll(probe, List.of(unit.withoutDeletes()), ImportJournal.none(), job);
    } finally {
      milvus.collections().drop(probe);
    }
    journal.probed();
  }

  private static boolean isOpen(UnitRecord unit) {
    return unit.is(UnitRecord.State.OPEN);
  }

  /** The deletes follow when the rows are there and counted. */
  private record Work(List<ImportUnit> units, List<DeleteUnit> deletes) {

    List<ImportWork> all() {
      return Stream.<ImportWork>concat(units.stream(), deletes.stream()).toList();
    }
  }
}
