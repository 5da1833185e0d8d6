package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.job.Deadline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.logical.parquet.ParquetRowReader;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.segments.Flusher;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts the rows of a logical backup. */
final class RowImporter {

  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final MilvusGateway milvus;
  private final PartDownload download;
  private final Limits limits;

  public RowImporter(MilvusGateway milvus, ObjectStore backups, Limits limits) {
    this.milvus = milvus;
    this.download = new PartDownload(backups);
    this.limits = limits;
  }

  /**
   * Inserts all rows of a collection and flushes it.
   *
   * @return how many
   */
  public long importAll(
      CollectionName target,
      CollectionBackupInfo info,
      CollectionManifest collection,
      JobContext job) {
    RowSchema schema = RowSchema.of(collection.name(), info.schema());
    boolean partitionKey = info.schema().hasPartitionKey();
    long rows = 0;
    try (PartFolder folder = PartFolder.create()) {
      for (PartitionManifest partition : collection.partitions()) {
        Target place =
            new Target(target, partitionKey ? MilvusRows.ALL_PARTITIONS : partition.name(), schema);
        for (SegmentManifest part : partition.segments()) {
          rows += importPart(place, part, folder, job);
        }
      }
    }
    new Flusher(milvus.segments(), limits.flushTimeout()).flush(target, job);
    return rows;
  }

  private long importPart(Target target, SegmentManifest part, PartFolder folder, JobContext job) {
    StoredObject object = part.insertLogs().get(0);
    long rows;
    try {
      Path file = folder.part();
      download.fetch(object, file);
      rows = insert(target, file, object, job);
    } catch (IOException e) {
      throw PartFolder.failure("restore the rows in " + object.key(), e);
    }
    if (rows != part.rowCount()) {
      throw download.damaged(
          object, "it has %d rows, expected %d".formatted(rows, part.rowCount()));
    }
    job.progress().advance(object.size(), 0);
    return rows;
  }

  private long insert(Target target, Path file, StoredObject object, JobContext job)
      throws IOException {
    long rows = 0;
    RowBatch batch = new RowBatch();
    try (ParquetRowReader reader = ParquetRowReader.open(file, target.schema())) {
      for (@Nullable Object[] row = reader.read(); row != null; row = reader.read()) {
        batch.add(row);
        if (batch.isFull()) {
          rows += insert(target, batch.drain(), job);
        }
      }
    } catch (ParquetRowReader.UnreadableException e) {
      throw download.damaged(object, String.valueOf(e.getMessage()), e);
    }
    return rows + insert(target, batch.drain(), job);
  }

  private long insert(Target target, List<@Nullable Object[]> rows, JobContext job) {
    if (rows.isEmpty()) {
      return 0;
    }
    Deadline deadline = Deadline.in(job.cancel(), limits.flushTimeout(), LONGEST_POLL);
    while (true) {
      job.cancel().check();
      try {
        long inserted =
            milvus.rows().insert(target.collection(), target.partition(), target.schema(), rows);
        if (inserted != rows.size()) {
          throw new MilvusException(
              "Cannot insert rows into %s: Milvus accepted %3$d of %2$d. See Milvus's log."
                  .formatted(target.collection(), rows.size(), inserted));
        }
        job.progress().advance(0, inserted);
        return inserted;
      } catch (MilvusUnavailableException e) {
        // Rate limit: nothing was inserted. Without an answer that is unknown.
        if (!MilvusGateway.asksToRetryLater(e) || deadline.hasPassed()) {
          throw e;
        }
        deadline.pause();
      }
    }
  }

  private record Target(CollectionName collection, String partition, RowSchema schema) {}
}
