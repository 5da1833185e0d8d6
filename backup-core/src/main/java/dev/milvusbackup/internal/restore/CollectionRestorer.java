package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.WorkingName;
import dev.milvusbackup.internal.restore.RestorePlan.Approach;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;

/**
 * Restores one collection: stage, create under a working name, import, index, count, take the name.
 */
final class CollectionRestorer {

  private final MilvusGateway milvus;
  private final ImportPlanner imports;
  private final ObjectCopier stager;
  private final CollectionCreator creator;
  private final SegmentImporter importer;
  private final RowCounter counter;
  private final NameTaker names;
  private final RestoreContent content;

  CollectionRestorer(
      MilvusGateway milvus,
      ImportPlanner imports,
      ObjectCopier stager,
      CollectionCreator creator,
      SegmentImporter importer,
      RestoreRequest request) {
    this.milvus = milvus;
    this.imports = imports;
    this.stager = stager;
    this.creator = creator;
    this.importer = importer;
    this.counter = new RowCounter(milvus);
    this.names = new NameTaker(milvus);
    this.content = request.content();
  }

  Restored restore(CollectionPlan collection, PhaseTracker phase, JobContext job) {
    WorkingName working = WorkingName.of(collection.target());
    boolean append = collection.approach() == Approach.APPEND;
    CollectionName name = append ? collection.target() : working.restoring();
    Placement placement = imports.placement(collection);
    List<ImportUnit> units =
        content == RestoreContent.ALL ? imports.units(collection, placement) : List.of();
    List<DeleteUnit> deletes =
        content == RestoreContent.ALL ? imports.deletes(collection, placement) : List.of();
    phase.enter(Phase.STAGING); // first, so that damage found here leaves nothing in Milvus
    stage(units, job);
    stage(deletes, job);
    phase.enter(Phase.CREATING);
    long rowsBefore =
        append ? milvus.segments().persistentRows(name) : create(collection, name, phase);
    creator.createPartitions(collection, name);
    phase.enter(Phase.IMPORTING);
    long rows = importer.importAll(name, units, job);
    if (rows == 0 && !units.isEmpty()) {
      requireVisible(collection, working.probing(), units.get(0), job);
    }
    phase.enter(Phase.INDEXING);
    creator.createIndexes(collection, name);
    phase.enter(Phase.COUNTING);
    counter.check(collection, name, rowsBefore + rows, job);
    // After the count: from now on a compaction may take rows away.
    long unused = importer.importAll(name, deletes, job);
    if (!append) {
      job.cancel().check();
      names.take(collection, name, phase);
    }
    job.progress().collectionDone();
    return new Restored(
        collection.source(), collection.target(), rows, units.size() + deletes.size(), placement);
  }

  private void stage(List<? extends ImportWork> units, JobContext job) {
    List<ObjectCopy> copies = units.stream().flatMap(unit -> unit.staging().stream()).toList();
    stager.copyAll(copies, job);
  }

  private long create(CollectionPlan collection, CollectionName name, PhaseTracker phase) {
    creator.create(collection, name);
    phase.created(name);
    return 0;
  }

  /**
   * Where every row is deleted an import of nothing is right, but it is also what happens where
   * Milvus does not see the files. An import without the deletes tells which.
   */
  private void requireVisible(
      CollectionPlan collection, CollectionName probe, ImportUnit unit, JobContext job) {
    creator.create(collection, probe);
    try {
      creator.createPartitions(collection, probe);
      importer.importAll(probe, List.of(unit.withoutDeletes()), job);
    } finally {
      milvus.collections().drop(probe);
    }
  }
}
