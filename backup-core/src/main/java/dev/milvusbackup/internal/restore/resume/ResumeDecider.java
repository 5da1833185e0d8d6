package dev.milvusbackup.internal.restore.resume;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.ledger.CollectionRecord;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.restore.naming.AliasHandover;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about the leftovers of a collection from an interrupted run: it resumes if it is certain
 * which rows exist, and otherwise drops the collection and fills it again. It refuses if rows may
 * have been added to a collection that existed before.
 */
public final class ResumeDecider {

  private static final Logger LOG = LoggerFactory.getLogger(ResumeDecider.class);

  private final MilvusGateway milvus;
  private final DataImport path;
  private final RestoreLedger ledger;

  ResumeDecider(MilvusGateway milvus, DataImport path, RestoreLedger ledger) {
    this.milvus = milvus;
    this.path = path;
    this.ledger = ledger;
  }

  /** Whether an earlier run has restored the collection under the target name. */
  boolean isRestored(long source, CollectionName target) {
    return ledger
        .find(source)
        .filter(record -> isRecorded(target, record))
        .filter(record -> !record.append() || record.state() == CollectionRecord.State.RESTORED)
        .isPresent();
  }

  /** Whether the collection of that name is the recorded one. */
  private boolean isRecorded(CollectionName name, CollectionRecord record) {
    if (record.id() != 0) {
      return idOf(name) == record.id();
    }
    // Milvus Lite exposes no ids: a complete collection without a working name has been renamed.
    return record.state() != CollectionRecord.State.FILLING
        && !record.append()
        && !milvus.collections().names(name.database()).contains(record.fullName())
        && milvus.segments().persistentRows(name) == record.rows();
  }

  /**
   * Finds the work of an interrupted run that can be resumed, and drops the rest.
   *
   * @param planned the steps of this run
   * @throws CollectionExistsException if an existing collection may already have some of the rows
   */
  public Optional<CollectionRecord> resumable(CollectionPlan collection, List<UnitRecord> planned) {
    return collection.approach() == Approach.APPEND
        ? ofExisting(collection, planned)
        : ofNew(collection, planned);
  }

  private Optional<CollectionRecord> ofNew(CollectionPlan collection, List<UnitRecord> planned) {
    Optional<CollectionRecord> found = ledger.find(collection.manifest().id());
    found.ifPresent(this::dropProbe);
    if (found.isEmpty() || isUsable(found.get(), planned)) {
      return found;
    }
    CollectionRecord record = found.get();
    if (!record.append()) {
      LOG.info("Dropping {} and filling it again", record.fullName());
      drop(record);
    }
    ledger.forget(record);
    return Optional.empty();
  }

  private Optional<CollectionRecord> ofExisting(
      CollectionPlan collection, List<UnitRecord> planned) {
    Optional<CollectionRecord> found = ledger.find(collection.manifest().id());
    found.ifPresent(this::dropProbe);
    if (found.isEmpty()) {
      return found;
    }
    CollectionRecord record = found.get();
    if (record.append() && idOf(collection.target()) == record.id()) {
      if (record.isFor(planned) && areJobsKnown(record)) {
        return found;
      }
      if (record.hasSentJobs()) {
        throw uncertain(collection);
      }
    }
    ledger.forget(record);
    return Optional.empty();
  }

  /** Removes the leftovers of earlier runs, except for renamed collections. */
  void discard(Predicate<CollectionRecord> which) {
    for (CollectionRecord record : ledger.records().stream().filter(which).toList()) {
      dropProbe(record);
      if (!record.append()) {
        drop(record);
      }
      ledger.forget(record);
    }
  }

  /** It may have the aliases of the collection that it was about to replace. */
  private void drop(CollectionRecord record) {
    if (idOf(record.targetName()) != 0) {
      new AliasHandover(milvus).handOver(record.fullName(), record.targetName());
    }
    milvus.collections().drop(record.fullName());
  }

  private boolean isUsable(CollectionRecord record, List<UnitRecord> planned) {
    return !record.append()
        && record.id() != 0
        && idOf(record.fullName()) == record.id()
        && record.isFor(planned)
        && areJobsKnown(record);
  }

  /** A failed job has left nothing; it is known, but useless. */
  private boolean areJobsKnown(CollectionRecord record) {
    return !record.isAmbiguous()
        && record.units().stream()
            .filter(unit -> unit.is(UnitRecord.State.STARTED))
            .allMatch(unit -> path.isAlive(record.fullName(), unit.job()));
  }

  private void dropProbe(CollectionRecord record) {
    if (!record.probe().isEmpty()) {
      milvus.collections().drop(record.probeName());
    }
  }

  private long idOf(CollectionName name) {
    try {
      return milvus.collections().describe(name).collectionId();
    } catch (CollectionNotFoundException | DatabaseNotFoundException e) {
      return 0;
    }
  }

  private static CollectionExistsException uncertain(CollectionPlan collection) {
    return new CollectionExistsException(
        "Cannot resume the restore of %s into %s: it was interrupted in the middle of an import, so it may already have rows of the backup, and importing them again could double them. Compare the rows manually; then restore with IfInterrupted.RESTART if none arrived, or under another name."
            .formatted(collection.source(), collection.target()));
  }
}
