package dev.milvusbackup.internal.binlog.export;

import dev.milvusbackup.BackupStrategy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.binlog.rows.RemainingRows;
import dev.milvusbackup.internal.binlog.rows.UncountableException;
import dev.milvusbackup.internal.data.BackupPlan;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.ObjectStore;

/**
 * Compares Milvus's count of a collection's rows with the rows that its files hold after deletes,
 * so that no lost row and no lost delete passes as success. The count is taken before the flush and
 * after the listing: only if both agree nothing was written in between.
 */
record RowComparison(
    MilvusGateway milvus, ObjectStore milvusStorage, BackupPlan plan, JobContext job) {

  /**
   * A comparison.
   *
   * @param live Milvus's count
   * @param stored the rows in the files after deletes
   * @param why the reason if they were not compared; otherwise empty
   */
  record Result(long live, long stored, String why) {

    private static Result none(String why) {
      return new Result(-1, -1, why);
    }

    boolean isCompared() {
      return why.isEmpty();
    }

    boolean differs() {
      return isCompared() && live != stored;
    }

    String difference() {
      return "Milvus counts %d rows, but its files hold %d after deletes".formatted(live, stored);
    }
  }

  /** Whether the server writes deletes after the flush that should have written them. */
  boolean lateDeletes() {
    return !ServerFeatures.of(plan.server()).flushesDeletes();
  }

  LiveCount before(CollectionName name) {
    return plan.strategy() == BackupStrategy.FLUSH
        ? LiveCount.of(milvus, name)
        : new LiveCount(-1, "it was not flushed");
  }

  Result compare(CollectionBackupInfo snapshot, LiveCount before) {
    if (!before.isKnown()) {
      return Result.none(before.why());
    }
    LiveCount after = LiveCount.of(milvus, snapshot);
    if (!after.isKnown()) {
      return Result.none(after.why());
    }
    if (after.rows() != before.rows()) {
      return Result.none(
          "rows were written meanwhile (Milvus counted %d, then %d)"
              .formatted(before.rows(), after.rows()));
    }
    try {
      long stored = new RemainingRows(milvusStorage, job.cancel()).count(snapshot);
      return new Result(after.rows(), stored, "");
    } catch (UncountableException e) {
      return Result.none(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Refuses a snapshot that may lack deletes, since the server writes them late.
   *
   * @throws UnsupportedVersionException if the request does not accept that
   */
  void requireDeletes(CollectionBackupInfo snapshot, Result result) {
    boolean filled =
        snapshot.partitions().stream()
            .flatMap(partition -> partition.segments().stream())
            .anyMatch(segment -> segment.rows() > 0);
    if (lateDeletes()
        && filled
        && !result.isCompared()
        && plan.strategy() == BackupStrategy.FLUSH
        && !plan.options().acceptRowDifferences()) {
      throw new UnsupportedVersionException(
          "Cannot back up %s: Milvus %s writes deletes to its files up to ten minutes late, and whether they are complete cannot be checked: %s. Create a logical backup, or accept missing deletes (acceptRowDifferences, --accept_row_differences) ten minutes after the last delete."
              .formatted(snapshot.collection(), plan.server(), result.why()));
    }
  }

  /** For a collection whose files were others at each attempt. */
  Result changing(int attempts) {
    return Result.none("rows were written or compacted during all %d attempts".formatted(attempts));
  }

  BackupException failure(CollectionBackupInfo snapshot, Result result) {
    return new MilvusStorageMismatchException(
        "Cannot back up %s: %s. Try again; if it happens again, compact the collection, or accept the difference (acceptRowDifferences, --accept_row_differences)."
            .formatted(snapshot.collection(), result.difference()));
  }
}
