package dev.milvusbackup.internal.binlog.imports;

import static dev.milvusbackup.internal.binlog.imports.SegmentImporter.LONGEST_POLL;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.ImportProgress.State;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import java.time.Duration;
import java.util.Optional;

/** An import job of Milvus that has not ended. */
final class RunningImport {

  // A restart of Milvus takes about ten seconds.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final SegmentImporter importer;
  private final CollectionName target;
  private final ImportWork unit;
  private final String id;
  private final JobContext job;
  private final Deadline deadline;
  private Deadline silence;

  RunningImport(
      SegmentImporter importer, CollectionName target, ImportWork unit, String id, JobContext job) {
    this.importer = importer;
    this.target = target;
    this.unit = unit;
    this.id = id;
    this.job = job;
    this.deadline = Deadline.in(job.cancel(), importer.limits().importTimeout(), LONGEST_POLL);
    this.silence = silence();
  }

  private Deadline silence() {
    return Deadline.in(job.cancel(), LONGEST_SILENCE, LONGEST_POLL);
  }

  ImportWork unit() {
    return unit;
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
      ImportProgress progress = importer.imports().progress(target, id);
      silence = silence();
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
                      ? "Milvus treats a directory that it does not see as empty. "
                          + MilvusStorage.HOW_TO_BE_SEEN
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
                importer.limits().importTimeout()));
  }

  // Reasons may have kilobytes and contain values of rows.
  private static String cut(ImportProgress progress) {
    String reason = progress.reason().strip();
    return reason.length() > 300 ? reason.substring(0, 300) + "…" : reason;
  }
}
