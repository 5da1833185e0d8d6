package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.ImportProgress.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The jobs of one collection: those that wait for a slot, and those that run. */
final class ImportQueue implements AutoCloseable {

  private final SegmentImporter importer;
  private final CollectionName target;
  private final Deque<ImportWork> waiting;
  private final List<RunningImport> running = new ArrayList<>();
  private final ImportJournal journal;
  private final JobContext job;
  private long rows;

  ImportQueue(
      SegmentImporter importer,
      CollectionName target,
      List<ImportWork> units,
      ImportJournal journal,
      JobContext job) {
    this.importer = importer;
    this.target = target;
    this.waiting = new ArrayDeque<>(units);
    this.journal = journal;
    this.job = job;
  }

  boolean isEmpty() {
    return waiting.isEmpty() && running.isEmpty();
  }

  /** The rows of the jobs that are done. */
  long rows() {
    return rows;
  }

  /** Starts as many jobs as there are free slots. */
  void startSome() {
    while (!waiting.isEmpty() && importer.slots().tryAcquire(importer.permits(waiting.element()))) {
      boolean started = false;
      ImportWork unit = waiting.remove();
      try {
        running.add(new RunningImport(importer, target, unit, jobOf(unit), job));
        started = true;
      } finally {
        if (!started) {
          importer.slots().release(importer.permits(unit));
        }
      }
    }
  }

  /**
   * Asks for the state of each job.
   *
   * @return whether one is done
   */
  boolean poll() {
    boolean anyDone = false;
    for (RunningImport current : List.copyOf(running)) {
      ImportProgress progress = current.poll();
      if (progress.state() == State.COMPLETED) {
        done(current, progress);
        anyDone = true;
      }
    }
    return anyDone;
  }

  private void done(RunningImport ended, ImportProgress progress) {
    ImportWork unit = ended.unit();
    long restored = unit.restored(progress.rows());
    journal.done(unit.name(), restored);
    running.remove(ended);
    importer.slots().release(importer.permits(unit));
    rows += restored;
    job.progress().advance(unit.bytes(), unit.rows());
  }

  private String jobOf(ImportWork unit) {
    UnitRecord record = journal.find(unit.name());
    return record.is(UnitRecord.State.STARTED) ? record.job() : submit(unit);
  }

  /** The journal comes first, since a job whose answer is lost may run nevertheless. */
  private String submit(ImportWork unit) {
    journal.intended(unit.name());
    String id;
    try {
      id = importer.imports().start(unit.job(target));
    } catch (BackupException e) {
      if (!e.retryable()) {
        journal.refused(unit.name());
      }
      throw e;
    }
    journal.started(unit.name(), id);
    return id;
  }

  @Override
  public void close() {
    running.forEach(job -> importer.slots().release(importer.permits(job.unit())));
  }
}
