package dev.milvusbackup.internal.restore;

import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;

/**
 * The work of one import job.
 *
 * @param partition the target partition
 * @param insertDirectory its path as Milvus names it
 * @param deltaDirectory likewise; empty if there are no deletes
 * @param rows the rows in its segments
 * @param bytes their size
 * @param staging what has to be copied first so that the directories are there
 */
record ImportUnit(
    String partition,
    String insertDirectory,
    String deltaDirectory,
    long rows,
    long bytes,
    List<ObjectCopy> staging) {

  /** The same inserts, so that all rows are imported. */
  ImportUnit withoutDeletes() {
    return new ImportUnit(partition, insertDirectory, "", rows, 0, staging);
  }

  boolean hasDeletes() {
    return !deltaDirectory.isEmpty();
  }
}
