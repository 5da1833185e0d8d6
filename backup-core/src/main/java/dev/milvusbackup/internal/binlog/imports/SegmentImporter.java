package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.ledger.ImportJournal;
import dev.milvusbackup.internal.ledger.UnitRecord;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.internal.milvus.server.ServerFeatures.ImportPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Runs the import jobs of a collection, several at a time, until all are done. From Milvus 2.4 on a
 * job takes 7 to 14 seconds whatever its size, and jobs overlap (measured), so small ones need less
 * of the shared slots.
 *
 * @param slots what the running jobs of all collections of a restore share
 * @param overlapping whether the server works on several jobs at a time
 */
record SegmentImporter(MilvusImports imports, Limits limits, Semaphore slots, boolean overlapping) {

  private static final long SMALL_BYTES = 64L << 20;
  private static final int SMALL_PER_SLOT = 4;

  // Milvus advances jobs on a tick of two seconds, so frequent polls are cheap and find it early.
  static final Duration LONGEST_POLL = Duration.ofMillis(200);

  static SegmentImporter of(ServerFeatures server, MilvusImports imports, Limits limits) {
    return new SegmentImporter(
        imports,
        limits,
        new Semaphore(SMALL_PER_SLOT * limits.concurrentImports()),
        server.importPath() == ImportPath.REST);
  }

  /** Whether the import of so many bytes mostly waits. */
  boolean isSmall(long bytes) {
    return overlapping && bytes <= SMALL_BYTES;
  }

  /** The permits of {@link #slots} that a job needs. */
  int permits(ImportWork unit) {
    return isSmall(unit.bytes()) ? 1 : SMALL_PER_SLOT;
  }

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
