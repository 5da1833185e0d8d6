package dev.milvusbackup.internal.restore.resume;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionExistsException;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.internal.data.DataImport;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.ledger.CollectionRecord;
import dev.milvusbackup.internal.ledger.RestoreLedger;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.restore.naming.AliasHandover;
import java.time.Duration;
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
  private final Duration longestImport;

  /**
   * Decides by a ledger.
   *
   * @param longestImport the longest wait for the import jobs of a collection that is to be dropped
   */
  ResumeDecider(
      MilvusGateway milvus, DataImport path, RestoreLedger ledger, Duration longestImport) {
    this.milvus = milvus;
    this.path = path;
    this.ledger = ledger;
    this.longestImport = longestImport;
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
   * @param cancel ends the wait for jobs of a collection that is dropped
   * @throws CollectionExistsException if an existing collection may already have some of the rows
   */
  public Optional<CollectionRecord> resumable(
      CollectionPlan collection, List<UnitRecord> planned, CancelToken cancel) {
    return collection.approach() == Approach.APPEND
        ? ofExisting(collection, planned)
        : ofNew(collection, planned, cancel);
  }

  private Optional<CollectionRecord> ofNew(
      CollectionPlan collection, List<UnitRecord> planned, CancelToken cancel) {
    Optional<CollectionRecord> found = ledger.find(collection.manifest().id());
    found.ifPresent(this::dropProbe);
    if (found.isEmpty() || isUsable(found.get(), planned)) {
      return found;
    }
    CollectionRecord record = found.get();
    if (!record.append()) {
      LOG.info("Dropping {} and filling it again", record.fullName());
      drop(record, cancel);
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
  void discard(Predicate<CollectionRecord> which, CancelToken cancel) {
    for (CollectionRecord record : ledger.records().stream().filter(which).toList()) {
      dropProbe(record);
      if (!record.append()) {
        drop(record, cancel);
      }
      ledger.forget(record);
    }
  }

  /** It may have the aliases of the collection that it was about to replace. */
  private void drop(CollectionRecord record, CancelToken cancel) {
    settle(record, longestImport, cancel);
    if (idOf(record.targetName()) != 0) {
      new AliasHandover(milvus).handOver(record.fullName(), record.targetName());
    }
    milvus.collections().drop(record.fullName());
  }

  /** Before the collection of a record is dropped: waits for its import jobs where they matter. */
  public void settle(CollectionRecord record, Duration longest, CancelToken cancel) {
    path.settle(record.fullName(), record.startedJobs(), longest, cancel);
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
        && record.startedJobs().stream().allMatch(job -> path.isAlive(record.fullName(), job));
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
