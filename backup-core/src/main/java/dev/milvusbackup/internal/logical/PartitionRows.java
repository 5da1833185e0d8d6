package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.logical.parquet.ParquetRowReader;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a partition in a backup, in the order of their keys, one part at a time. */
final class PartitionRows implements AutoCloseable {

  private final PartDownload download;
  private final RowSchema schema;
  private final Iterator<SegmentManifest> parts;
  private final PartFolder folder = PartFolder.create();
  private @Nullable StoredObject part;
  private @Nullable ParquetRowReader reader;
  private @Nullable Object @Nullable [] row;

  PartitionRows(PartDownload download, PartitionManifest partition, RowSchema schema) {
    this.download = download;
    this.schema = schema;
    this.parts = partition.segments().iterator();
  }

  /** Goes to the next row; false at the end. */
  boolean advance() {
    try {
      row = reader == null ? null : reader.read();
      while (row == null) {
        closeReader();
        if (!parts.hasNext()) {
          return false;
        }
        row = open(parts.next()).read();
      }
      return true;
    } catch (ParquetRowReader.UnreadableException e) {
      throw download.damaged(Objects.requireNonNull(part), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw PartFolder.failure("check the rows of a part", e);
    }
  }

  private ParquetRowReader open(SegmentManifest segment) throws IOException {
    StoredObject object = segment.insertLogs().get(0);
    part = object;
    Path file = folder.part();
    download.fetch(object, file);
    ParquetRowReader opened = ParquetRowReader.open(file, schema);
    reader = opened;
    return opened;
  }

  @Nullable Object[] row() {
    return Objects.requireNonNull(row);
  }

  Object key() {
    return Objects.requireNonNull(row()[schema.keyIndex()]);
  }

  @Override
  public void close() {
    try {
      closeReader();
    } catch (IOException e) {
      throw PartFolder.failure("close a part", e);
    } finally {
      folder.close();
    }
  }

  private void closeReader() throws IOException {
    ParquetRowReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
