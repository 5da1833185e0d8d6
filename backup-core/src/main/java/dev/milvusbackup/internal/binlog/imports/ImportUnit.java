package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.BinlogDirectory;
import dev.milvusbackup.internal.milvus.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.ImportJob;
import dev.milvusbackup.internal.milvus.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A job for segments with rows.
 *
 * @param partition the target partition
 * @param directories where its segments lie
 * @param rows the rows in its segments
 * @param laterRows how many of them may be left out since they are too late
 * @param bytes their size
 * @param staging the copies that have to exist first
 */
public record ImportUnit(
    String partition,
    List<BinlogDirectory> directories,
    SegmentFormat format,
    long rows,
    long laterRows,
    long bytes,
    List<ObjectCopy> staging)
    implements ImportWork {

  /** The same inserts, so that all rows are imported. */
  public ImportUnit withoutDeletes() {
    return new ImportUnit(
        partition,
        directories.stream().map(BinlogDirectory::withoutDeletes).toList(),
        format,
        rows,
        laterRows,
        0,
        staging);
  }

  @Override
  public String name() {
    return directories.stream()
        .map(directory -> directory.inserts() + " " + directory.deltas())
        .collect(Collectors.joining(" ", partition + " ", " " + rows));
  }

  @Override
  public ImportJob job(CollectionName target) {
    return new ImportJob.OfRows(target, partition, directories, format);
  }

  @Override
  public String where() {
    String others = directories.size() == 1 ? "" : " and " + (directories.size() - 1) + " others";
    return "%s%s (partition '%s')".formatted(directories.get(0).inserts(), others, partition);
  }

  @Override
  public String expectation() {
    return "the manifest says " + rows;
  }

  /** Deletes remove rows, and so does a cut. */
  @Override
  public boolean isPlausible(long imported) {
    boolean hasDeletes = directories.stream().anyMatch(d -> d.deletes() == Deletes.PRESENT);
    return imported <= rows && (hasDeletes || imported >= rows - laterRows);
  }

  @Override
  public long restored(long imported) {
    return imported;
  }
}
