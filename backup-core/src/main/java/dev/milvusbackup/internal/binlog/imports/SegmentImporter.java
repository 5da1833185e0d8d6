package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Runs the import jobs of a collection, several at a time, until all are done.
 *
 * @param slots one for each job that may run; the collections of a restore share them
 */
record SegmentImporter(MilvusImports imports, Limits limits, Semaphore slots) {

  // Milvus advances jobs on a tick of two seconds, so frequent polls are cheap and find it early.
  static final Duration LONGEST_POLL = Duration.ofMillis(200);

  /**
   * Imports all units.
   *
   * @return the rows imported, after deletes
   */
  long importAll(
      CollectionName target,
      List<? extends ImportWork> units,
      ImportJournal journal,
      JobContext job) {
    long rows = 0;
    List<ImportWork> open = new ArrayList<>();
    for (ImportWork unit : units) {
      UnitRecord record = journal.find(unit.name());
      if (record.is(UnitRecord.State.DONE)) {
        rows += record.rows();
        job.progress().advance(unit.bytes(), unit.rows());
      } else {
        open.add(unit);
      }
    }
    Deadline pauses = Deadline.in(job.cancel(), limits.importTimeout(), LONGEST_POLL);
    try (ImportQueue queue = new ImportQueue(this, target, open, journal, job)) {
      while (!queue.isEmpty()) {
        job.cancel().check();
        queue.startSome();
        if (!queue.poll()) {
          pauses.pause();
        }
      }
      return rows + queue.rows();
    }
  }
}
