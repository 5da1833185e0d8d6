package dev.milvusbackup.internal.restore;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.BinlogDirectory;
import dev.milvusbackup.internal.milvus.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.ImportJob;
import dev.milvusbackup.internal.milvus.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;

/**
 * The work of one import job.
 *
 * @param partition the target partition
 * @param directories where its segments lie
 * @param rows the rows in its segments
 * @param bytes their size
 * @param staging what has to be copied first so that the directories are there
 */
record ImportUnit(
    String partition,
    List<BinlogDirectory> directories,
    SegmentFormat format,
    long rows,
    long bytes,
    List<ObjectCopy> staging) {

  /** The same inserts, so that all rows are imported. */
  ImportUnit withoutDeletes() {
    return new ImportUnit(
        partition,
        directories.stream().map(BinlogDirectory::withoutDeletes).toList(),
        format,
        rows,
        0,
        staging);
  }

  boolean hasDeletes() {
    return directories.stream().anyMatch(d -> d.deletes() == Deletes.PRESENT);
  }

  ImportJob job(CollectionName target) {
    return new ImportJob.OfRows(target, partition, directories, format);
  }

  /** For messages. */
  String where() {
    String first = directories.get(0).inserts();
    return directories.size() == 1
        ? first
        : first + " and " + (directories.size() - 1) + " other directories";
  }
}
