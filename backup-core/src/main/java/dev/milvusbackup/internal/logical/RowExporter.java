package dev.milvusbackup.internal.logical;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.FlushPoint;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.MilvusRows;
import dev.milvusbackup.internal.milvus.RowPage;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads collections by queries into files of rows in the backup store. */
final class RowExporter {

  private final MilvusGateway milvus;
  private final Limits limits;

  public RowExporter(MilvusGateway milvus, Limits limits) {
    this.milvus = milvus;
    this.limits = limits;
  }

  /**
   * The collection without its rows.
   *
   * @param number replaces ids if the server exposes none
   */
  public CollectionBackupInfo describe(CollectionName name, long number) {
    CollectionBackupInfo described =
        milvus.collections().describe(name).withAliases(milvus.aliases().of(name));
    long id = described.collectionId();
    CollectionBackupInfo collection = described.numbered(id == 0 ? number : id);
    List<PartitionBackupInfo> partitions = new ArrayList<>();
    for (PartitionBackupInfo partition : milvus.partitions().of(name, collection.collectionId())) {
      boolean numbered = partition.partitionId() != 0;
      partitions.add(numbered ? partition : partition.numbered(partitions.size() + 1L));
    }
    return collection.withData(partitions, List.of());
  }

  /** The approximate number of rows, without loading it: deleted ones may count. */
  public long rows(CollectionName name) {
    return milvus.segments().persistentRows(name);
  }

  /** Refuses collections that cannot be moved as rows. */
  public static void check(CollectionBackupInfo described) {
    RowSchema unused = RowSchema.of(described.collection(), described.schema());
    if (described.indexes().isEmpty() && !LoadedCollection.isLoaded(described)) {
      throw LoadedCollection.withoutIndex(described.collection());
    }
  }

  /** Reads its rows. */
  public RowExport export(
      ObjectStore backups, BackupLayout layout, CollectionBackupInfo described, JobContext job) {
    CollectionName name = described.collection();
    RowSchema schema = RowSchema.of(name, described.schema());
    List<PartitionBackupInfo> filled = new ArrayList<>();
    List<CopiedObject> objects = new ArrayList<>();
    try (LoadedCollection loaded =
            LoadedCollection.load(milvus.loading(), described, limits.flushTimeout(), job);
        PartFolder folder = PartFolder.create()) {
      long before = milvus.rows().count(name);
      job.progress().plan(0, 0, before);
      for (PartitionBackupInfo partition : described.partitions()) {
        PartWriter writer = new PartWriter(backups, layout, partition, schema, folder, job);
        if (!described.schema().hasPartitionKey()) {
          export(name, partition.partitionName(), schema, writer, job);
        } else if (filled.isEmpty()) {
          // Milvus answers for all partitions only, and distributes the rows itself on insert.
          export(name, MilvusRows.ALL_PARTITIONS, schema, writer, job);
        }
        filled.add(partition.withSegments(writer.parts()));
        objects.addAll(writer.objects());
      }
      checkCount(name, rows(filled), before);
    }
    return new RowExport(
        described.atSnapshot(job.id(), FlushPoint.NONE, Optional.empty(), filled, List.of()),
        objects);
  }

  private void export(
      CollectionName name, String partition, RowSchema schema, PartWriter writer, JobContext job) {
    PartitionReader reader = new PartitionReader(milvus.rows(), name, partition, schema);
    try {
      for (RowPage page = reader.next(job.cancel());
          !page.rows().isEmpty();
          page = reader.next(job.cancel())) {
        writer.write(page.rows());
      }
      writer.finish();
    } catch (IOException e) {
      writer.abandon(e);
      throw PartFolder.failure("back up the rows of " + name, e);
    } catch (RuntimeException | Error e) {
      writer.abandon(e);
      throw e;
    }
  }

  /**
   * Clients may write in the meantime, so the number of rows is between the counts before and
   * after. Milvus also counts rows that share a key, of which a query returns one.
   */
  private void checkCount(CollectionName name, long read, long before) {
    long after = milvus.rows().count(name);
    if (read < Math.min(before, after) || read > Math.max(before, after)) {
      throw new MilvusException(
          "Cannot back up %s row by row: %d rows were read, but Milvus counts %d (%d before). If clients write to it, retry when write load is lower. If rows share a primary key, queries return only one of them: remove the duplicates, or back it up by its files (BackupMode.BINLOG)."
              .formatted(name, read, after, before));
    }
  }

  private static long rows(List<PartitionBackupInfo> partitions) {
    return partitions.stream()
        .flatMap(partition -> partition.segments().stream())
        .mapToLong(part -> part.rows())
        .sum();
  }
}
