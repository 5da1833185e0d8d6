package dev.milvusbackup.internal.restore.collection;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.ImportRun;
import dev.milvusbackup.internal.data.RestorePlan;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.CollectionRecord;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.WorkingName;
import dev.milvusbackup.internal.restore.naming.TargetNameSwap;
import dev.milvusbackup.internal.restore.resume.ResumeDecider;
import java.util.List;

/** Restores the collections of one restore; several threads may use it. */
public final class CollectionRestorer {

  final MilvusGateway milvus;
  final RestoreLedger ledger;
  final ResumeDecider decider;
  final ImportRun imports;
  final CollectionCreator creator;
  final RowCounter counter;
  final LiveRows liveRows;
  final LoadRestorer loader;
  final TargetNameSwap names;
  final AliasRestorer aliases;
  private final NewDatabases databases;

  public CollectionRestorer(
      Environment environment,
      RestoreRequest request,
      RestorePlan plan,
      ImportRun imports,
      RestoreLedger ledger,
      ResumeDecider decider) {
    this.milvus = environment.milvus();
    this.ledger = ledger;
    this.decider = decider;
    this.imports = imports;
    this.databases = new NewDatabases(milvus, ledger, plan.newDatabases());
    this.creator = new CollectionCreator(milvus, databases, request);
    this.counter = new RowCounter(milvus);
    this.liveRows = new LiveRows(milvus);
    this.loader = new LoadRestorer(milvus.loading(), environment.limits().loadTimeout(), request);
    this.names = new TargetNameSwap(milvus);
    this.aliases = new AliasRestorer(milvus, plan.aliases());
  }

  /**
   * Chooses the working names of all collections that are going to be created. The first put of a
   * group stores all of its names, instead of one put for each.
   */
  public void chooseNames(RestorePlan plan) {
    for (CollectionPlan collection : plan.collections()) {
      boolean created =
          collection.approach() == Approach.CREATE || collection.approach() == Approach.REPLACE;
      long source = collection.manifest().id();
      if (created && ledger.find(source).isEmpty()) {
        CollectionName working = WorkingName.of(collection.target()).restoring();
        int segments =
            collection.manifest().partitions().stream().mapToInt(p -> p.segments().size()).sum();
        ledger.reserve(
            CollectionRecord.creating(source, collection.target(), working, List.of()), segments);
      }
    }
  }

  /** Restores one collection. Only cancellation and errors of this library are thrown. */
  public CollectionOutcome restore(CollectionPlan collection, JobContext job) {
    return new CollectionRun(this, collection, job).execute();
  }

  /** Drops the databases that were created for collections that failed, in earlier runs too. */
  public void dropUnusedDatabases() {
    databases.dropUnused();
  }
}
