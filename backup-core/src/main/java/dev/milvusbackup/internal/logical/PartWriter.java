package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.metadata.Binlog;
import dev.milvusbackup.internal.format.metadata.FieldBinlog;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.logical.parquet.ParquetRowWriter;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a partition into parts of some size: to a temporary file first, since stores
 * need the length of an object in advance.
 */
final class PartWriter {

  static final long PART_BYTES = 64L << 20;

  private final ObjectStore backups;
  private final BackupLayout layout;
  private final PartitionBackupInfo partition;
  private final RowSchema schema;
  private final PartFolder folder;
  private final JobContext job;
  private final List<SegmentBackupInfo> parts = new ArrayList<>();
  private final List<CopiedObject> objects = new ArrayList<>();
  private @Nullable Path file;
  private @Nullable ParquetRowWriter writer;

  PartWriter(
      ObjectStore backups,
      BackupLayout layout,
      PartitionBackupInfo partition,
      RowSchema schema,
      PartFolder folder,
      JobContext job) {
    this.backups = backups;
    this.layout = layout;
    this.partition = partition;
    this.schema = schema;
    this.folder = folder;
    this.job = job;
  }

  List<SegmentBackupInfo> parts() {
    return parts;
  }

  List<CopiedObject> objects() {
    return objects;
  }

  void write(List<@Nullable Object[]> rows) throws IOException {
    ParquetRowWriter open = writer;
    if (open == null) {
      file = folder.part();
      open = ParquetRowWriter.create(file, schema);
      writer = open;
    }
    for (@Nullable Object[] row : rows) {
      open.write(row);
    }
    if (open.size() >= PART_BYTES) {
      finish();
    }
  }

  /** Ends the open part, if any, and uploads it. */
  void finish() throws IOException {
    ParquetRowWriter open = writer;
    Path path = file;
    if (open == null || path == null) {
      return;
    }
    writer = null;
    open.close();
    long number = parts.size() + 1L;
    ObjectKey key = layout.rowsPart(partition.collectionId(), partition.partitionId(), number);
    PartFile body = new PartFile(path);
    backups.put(key, body, PutMode.REPLACE);
    objects.add(new CopiedObject(key, body.size(), Optional.of(body.digest()), Route.STREAMED));
    parts.add(segment(number, open.rows(), key, body.size()));
    job.progress().plan(0, body.size(), 0);
    job.progress().advance(body.size(), open.rows());
  }

  /** Discards the open part. */
  void abandon(Throwable failure) {
    ParquetRowWriter open = writer;
    writer = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /**
   * A part is recorded as a segment with one file, so that every reader of metadata files can read
   * it.
   */
  private SegmentBackupInfo segment(long number, long rows, ObjectKey key, long size) {
    Binlog log = new Binlog(key.relativeTo(layout.directory()), size, number);
    return new SegmentBackupInfo(
        number,
        partition.collectionId(),
        partition.partitionId(),
        rows,
        List.of(new FieldBinlog(0, List.of(log))),
        List.of(),
        size,
        0,
        false,
        "",
        0,
        null);
  }
}
