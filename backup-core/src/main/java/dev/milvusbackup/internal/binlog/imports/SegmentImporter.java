package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.ImportProgress;
import dev.milvusbackup.internal.milvus.ImportProgress.State;
import dev.milvusbackup.internal.milvus.MilvusImports;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Runs import jobs, some in parallel, and polls their state until all are done. Milvus advances
 * jobs on a tick of two seconds, so polls are frequent and cheap.
 */
public final class SegmentImporter {

  private static final Duration LONGEST_POLL = Duration.ofMillis(200);

  // A restart of Milvus takes some ten seconds.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final MilvusImports imports;
  private final Limits limits;
  private final Semaphore slots;

  /** The collections of a restore share the slots. */
  public SegmentImporter(MilvusImports imports, Limits limits, Semaphore slots) {
    this.imports = imports;
    this.limits = limits;
    this.slots = slots;
  }

  /**
   * Imports all.
   *
   * @return the rows imported, after deletes
   */
  public long importAll(
      CollectionName target,
      List<? extends ImportWork> units,
      ImportJournal journal,
      JobContext job) {
    Deque<ImportWork> waiting = new ArrayDeque<>();
    List<Running> running = new ArrayList<>();
    long rows = 0;
    for (ImportWork unit : units) {
      UnitRecord record = journal.find(unit.name());
      if (record.is(UnitRecord.State.DONE)) {
        rows += record.rows();
        job.progress().advance(unit.bytes(), unit.rows());
      } else {
        waiting.add(unit);
      }
    }
    try {
      Deadline pauses = Deadline.in(limits.importTimeout(), LONGEST_POLL);
      while (!waiting.isEmpty() || !running.isEmpty()) {
        job.cancel().check();
        while (!waiting.isEmpty() && slots.tryAcquire()) {
          running.add(start(target, waiting.remove(), journal));
        }
        long done = 0;
        for (Running r : List.copyOf(running)) {
          ImportProgress progress = r.poll();
          if (progress.state() == State.COMPLETED) {
            long restored = r.unit.restored(progress.rows());
            journal.done(r.unit.name(), restored);
            running.remove(r);
            slots.release();
            rows += restored;
            job.progress().advance(r.unit.bytes(), r.unit.rows());
            done++;
          }
        }
        if (done == 0) {
          pauses.pause(job.cancel());
        }
      }
      return rows;
    } finally {
      slots.release(running.size());
    }
  }

  private Running start(CollectionName target, ImportWork unit, ImportJournal journal) {
    boolean started = false;
    try {
      UnitRecord record = journal.find(unit.name());
      String id =
          record.is(UnitRecord.State.STARTED) ? record.job() : handOver(target, unit, journal);
      started = true;
      return new Running(target, unit, id, Deadline.in(limits.importTimeout(), LONGEST_POLL));
    } finally {
      if (!started) {
        slots.release();
      }
    }
  }

  /** Recorded before, since a job may run although its answer is lost. */
  private String handOver(CollectionName target, ImportWork unit, ImportJournal journal) {
    journal.intended(unit.name());
    String id;
    try {
      id = imports.start(unit.job(target));
    } catch (BackupException e) {
      if (!e.retryable()) {
        journal.refused(unit.name());
      }
      throw e;
    }
    journal.started(unit.name(), id);
    return id;
  }

  private final class Running {

    private final CollectionName target;
    private final ImportWork unit;
    private final String id;
    private final Deadline deadline;
    private Deadline silence = Deadline.in(LONGEST_SILENCE, LONGEST_POLL);

    Running(CollectionName target, ImportWork unit, String id, Deadline deadline) {
      this.target = target;
      this.unit = unit;
      this.id = id;
      this.deadline = deadline;
    }

    ImportProgress poll() {
      Optional<ImportProgress> answer = ask();
      if (answer.isEmpty()) {
        return new ImportProgress(State.RUNNING, 0, 0, "");
      }
      ImportProgress progress = answer.get();
      switch (progress.state()) {
        case FAILED -> throw failed(progress);
        case COMPLETED -> checkRows(progress);
        default -> {
          if (deadline.hasPassed()) {
            throw late(progress);
          }
        }
      }
      return progress;
    }

    /** Empty while Milvus does not answer: it may return soon, and polling is harmless. */
    private Optional<ImportProgress> ask() {
      try {
        ImportProgress progress = imports.progress(target, id);
        silence = Deadline.in(LONGEST_SILENCE, LONGEST_POLL);
        return Optional.of(progress);
      } catch (BackupException e) {
        if (!e.retryable() || silence.hasPassed()) {
          throw e;
        }
        return Optional.empty();
      }
    }

    /** Milvus also reports an empty or partial import as completed, so the rows decide. */
    private void checkRows(ImportProgress progress) {
      if (!unit.isPlausible(progress.rows())) {
        throw new CorruptBackupException(
            "Cannot restore %s: import job %s read %d rows from %s, %s. %s"
                .formatted(
                    target,
                    id,
                    progress.rows(),
                    unit.where(),
                    unit.expectation(),
                    progress.rows() == 0
                        ? "Milvus treats a directory that it does not see as empty: check that it can read that path. For a folder mounted into a container set rootSeenByMilvus."
                        : "The files are damaged, or Milvus cannot read all of them."));
      }
    }

    private MilvusException failed(ImportProgress progress) {
      return new MilvusException(
          "Cannot restore %s: import job %s of %s failed (%s). See Milvus's log for the job."
              .formatted(target, id, unit.where(), cut(progress)));
    }

    private TimedOutException late(ImportProgress progress) {
      return new TimedOutException(
          "Cannot restore %s: import job %s of %s is %s at %d %% after %s. Allow a longer Limits.importTimeout, or check Milvus's data nodes."
              .formatted(
                  target,
                  id,
                  unit.where(),
                  progress.state(),
                  progress.percent(),
                  limits.importTimeout()));
    }

    // Reasons may have kilobytes and contain values of rows.
    private static String cut(ImportProgress progress) {
      String reason = progress.reason().strip();
      return reason.length() > 300 ? reason.substring(0, 300) + "…" : reason;
    }
  }
}
