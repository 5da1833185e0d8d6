package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IndexPolicy;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreReport.Placement;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.internal.format.FieldSchema;
import dev.milvusbackup.internal.format.PartitionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.restore.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.time.Duration;
import java.util.List;

/** Restores one collection: create, stage, import, index, count. */
final class CollectionRestorer {

  // Milvus counts the imported segments a moment after the job is completed.
  private static final Duration COUNT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);
  private static final String DEFAULT_PARTITION = "_default";

  private final MilvusGateway milvus;
  private final ImportPlanner imports;
  private final ObjectCopier stager;
  private final SegmentImporter importer;
  private final IndexPolicy indexes;

  CollectionRestorer(
      MilvusGateway milvus,
      ImportPlanner imports,
      ObjectCopier stager,
      SegmentImporter importer,
      IndexPolicy indexes) {
    this.milvus = milvus;
    this.imports = imports;
    this.stager = stager;
    this.importer = importer;
    this.indexes = indexes;
  }

  Restored restore(CollectionPlan collection, PhaseTracker phase, JobContext job) {
    CollectionName target = collection.target();
    Placement placement = imports.placement(collection);
    List<ImportUnit> units = imports.units(collection, placement);
    phase.enter(Phase.CREATING);
    milvus.createCollection(target, collection.info());
    phase.created();
    createPartitions(collection);
    phase.enter(Phase.STAGING);
    stage(units, job);
    phase.enter(Phase.IMPORTING);
    long rows = importer.importAll(target, units, job);
    phase.enter(Phase.INDEXING);
    if (indexes == IndexPolicy.REBUILD) {
      collection.info().indexes().forEach(index -> milvus.createIndex(target, index));
    }
    phase.enter(Phase.COUNTING);
    count(target, rows, job);
    job.progress().collectionDone();
    return new Restored(collection.source(), target, rows, units.size(), placement);
  }

  /** With a partition key Milvus has made them together with the collection. */
  private void createPartitions(CollectionPlan collection) {
    if (collection.info().schema().fields().stream().anyMatch(FieldSchema::partitionKey)) {
      return;
    }
    collection.info().partitions().stream()
        .map(PartitionBackupInfo::partitionName)
        .filter(name -> !name.equals(DEFAULT_PARTITION))
        .forEach(name -> milvus.createPartition(collection.target(), name));
  }

  private void stage(List<ImportUnit> units, JobContext job) {
    List<ObjectCopy> copies = units.stream().flatMap(unit -> unit.staging().stream()).toList();
    stager.copyAll(copies, job);
  }

  private void count(CollectionName target, long imported, JobContext job) {
    long[] counted = new long[1];
    Deadline deadline = Deadline.in(COUNT_TIMEOUT, LONGEST_POLL);
    boolean equal =
        deadline.await(
            job.cancel(), () -> (counted[0] = milvus.persistentRows(target)) == imported);
    if (!equal) {
      throw new CorruptBackupException(
          "Cannot restore %s: Milvus imported %d rows but counts %d in the collection. Was something written to it meanwhile? Otherwise see Milvus's log."
              .formatted(target, imported, counted[0]));
    }
  }
}
