package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A job for segments with rows.
 *
 * @param partition the target partition
 * @param directories the directories of its segments
 * @param expected the rows in its segments
 * @param bytes their size
 * @param staging the copies that fill the directories, to be made first
 */
record ImportUnit(
    String partition,
    List<BinlogDirectory> directories,
    SegmentFormat format,
    ExpectedRows expected,
    long bytes,
    List<ObjectCopy> staging)
    implements ImportWork {

  /** The same inserts, so that all rows are imported. */
  public ImportUnit withoutDeletes() {
    return new ImportUnit(
        partition,
        directories.stream().map(BinlogDirectory::withoutDeletes).toList(),
        format,
        expected,
        0,
        staging);
  }

  @Override
  public String name() {
    return directories.stream()
        .map(directory -> directory.inserts() + " " + directory.deltas())
        .collect(Collectors.joining(" ", partition + " ", " " + rows()));
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
  public long rows() {
    return expected.total();
  }

  @Override
  public String expectation() {
    return "the manifest says " + rows();
  }

  /** Deletes and a cut lower the number of rows. */
  @Override
  public boolean isPlausible(long imported) {
    boolean hasDeletes = directories.stream().anyMatch(d -> d.deletes() == Deletes.PRESENT);
    return imported <= expected.total()
        && (hasDeletes || imported >= expected.total() - expected.later());
  }

  @Override
  public long restored(long imported) {
    return imported;
  }
}
