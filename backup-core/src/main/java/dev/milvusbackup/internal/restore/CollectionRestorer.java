package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreContent;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.format.FieldSchema;
import dev.milvusbackup.internal.format.IndexInfo;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.restore.RestorePlan.Approach;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Restores one collection: create, stage, import, index, count. */
final class CollectionRestorer {

  // Milvus counts the imported segments a moment after the job is completed.
  private static final Duration COUNT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final MilvusGateway milvus;
  private final ImportPlanner imports;
  private final ObjectCopier stager;
  private final SegmentImporter importer;
  private final IndexPolicy indexes;
  private final RestoreContent content;

  CollectionRestorer(
      MilvusGateway milvus,
      ImportPlanner imports,
      ObjectCopier stager,
      SegmentImporter importer,
      RestoreRequest request) {
    this.milvus = milvus;
    this.imports = imports;
    this.stager = stager;
    this.importer = importer;
    this.indexes = request.indexes();
    this.content = request.content();
  }

  Restored restore(CollectionPlan collection, PhaseTracker phase, JobContext job) {
    CollectionName name = collection.workingName(job.id());
    Placement placement = imports.placement(collection);
    List<ImportUnit> units =
        content == RestoreContent.ALL ? imports.units(collection, placement) : List.of();
    phase.enter(Phase.CREATING);
    long rowsBefore = create(collection, name, phase);
    phase.enter(Phase.STAGING);
    stage(units, job);
    phase.enter(Phase.IMPORTING);
    long rows = importer.importAll(name, units, job);
    if (rows == 0 && !units.isEmpty()) {
      requireVisible(collection, units.get(0), job);
    }
    phase.enter(Phase.INDEXING);
    createIndexes(collection, name);
    phase.enter(Phase.COUNTING);
    count(collection, name, rowsBefore + rows, job);
    if (collection.approach() == Approach.REPLACE) {
      takeOver(name, collection.target(), phase);
    }
    job.progress().collectionDone();
    return new Restored(collection.source(), collection.target(), rows, units.size(), placement);
  }

  /**
   * Where every row is deleted an import of nothing is right, but it is also what happens where
   * Milvus does not see the files. An import without the deletes tells which.
   */
  private void requireVisible(CollectionPlan collection, ImportUnit unit, JobContext job) {
    CollectionName probe = collection.probeName(job.id());
    milvus.collections().create(probe, collection.info());
    try {
      createPartitions(collection, probe);
      importer.importAll(probe, List.of(unit.withoutDeletes()), job);
    } finally {
      milvus.collections().drop(probe);
    }
  }

  /** Makes what is not there yet, and tells the rows of what is. */
  private long create(CollectionPlan collection, CollectionName name, PhaseTracker phase) {
    if (collection.approach() == Approach.APPEND) {
      createPartitions(collection, name);
      return milvus.segments().persistentRows(name);
    }
    milvus.collections().create(name, collection.info());
    phase.created(name);
    createPartitions(collection, name);
    return 0;
  }

  /** With a partition key Milvus makes them together with the collection. */
  private void createPartitions(CollectionPlan collection, CollectionName name) {
    if (collection.info().schema().fields().stream().anyMatch(FieldSchema::partitionKey)) {
      return;
    }
    Set<String> existing =
        milvus.partitions().of(name, 0).stream()
            .map(PartitionBackupInfo::partitionName)
            .collect(Collectors.toSet());
    collection.info().partitions().stream()
        .map(PartitionBackupInfo::partitionName)
        .filter(partition -> !existing.contains(partition))
        .forEach(partition -> milvus.partitions().create(name, partition));
  }

  private void createIndexes(CollectionPlan collection, CollectionName name) {
    if (indexes == IndexPolicy.SKIP) {
      return;
    }
    Set<String> existing =
        collection.approach() == Approach.APPEND
            ? milvus.collections().describe(name).indexes().stream()
                .map(IndexInfo::indexName)
                .collect(Collectors.toSet())
            : Set.of();
    collection.info().indexes().stream()
        .filter(index -> !existing.contains(index.indexName()))
        .forEach(index -> milvus.indexes().create(name, index));
  }

  /** From the drop on, what was restored is the only copy in Milvus: it is kept, come what may. */
  private void takeOver(CollectionName name, CollectionName target, PhaseTracker phase) {
    milvus.collections().drop(target);
    phase.keep();
    try {
      milvus.collections().rename(name, target);
    } catch (BackupException e) {
      throw new MilvusException(
          "Cannot give the restored collection %s the name %s: the old one is dropped, but the rename failed (%s). The data is complete under %s; rename it by hand."
              .formatted(name, target, e.getMessage(), name),
          e);
    }
  }

  private void stage(List<ImportUnit> units, JobContext job) {
    List<ObjectCopy> copies = units.stream().flatMap(unit -> unit.staging().stream()).toList();
    stager.copyAll(copies, job);
  }

  private void count(
      CollectionPlan collection, CollectionName name, long expected, JobContext job) {
    // Others may write into a collection that was there before.
    boolean exact = collection.approach() != Approach.APPEND;
    long[] counted = new long[1];
    Deadline deadline = Deadline.in(COUNT_TIMEOUT, LONGEST_POLL);
    boolean right =
        deadline.await(
            job.cancel(),
            () -> {
              counted[0] = milvus.segments().persistentRows(name);
              return exact ? counted[0] == expected : counted[0] >= expected;
            });
    if (!right) {
      throw new CorruptBackupException(
          "Cannot restore %s: after the import Milvus should count %d rows in %s but counts %d. Was something written to it meanwhile? Otherwise see Milvus's log."
              .formatted(collection.source(), expected, name, counted[0]));
    }
  }
}
