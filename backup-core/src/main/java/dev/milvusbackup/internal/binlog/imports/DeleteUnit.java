package dev.milvusbackup.internal.binlog.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.DeleteDirectory;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job for segments of deletes only.
 *
 * @param partition empty for deletes in all partitions
 * @param directories the directories of these segments
 * @param bytes their size
 * @param staging the copies that have to exist first
 */
public record DeleteUnit(
    Optional<String> partition,
    List<DeleteDirectory> directories,
    long bytes,
    List<ObjectCopy> staging)
    implements ImportWork {

  @Override
  public String name() {
    return directories.stream()
        .map(DeleteDirectory::deltas)
        .collect(Collectors.joining(" ", "deletes " + partition.orElse("") + " ", ""));
  }

  @Override
  public ImportJob job(CollectionName target) {
    return new ImportJob.OfDeletes(target, partition, directories);
  }

  @Override
  public String where() {
    String others = directories.size() == 1 ? "" : " and " + (directories.size() - 1) + " others";
    return directories.get(0).deltas() + others;
  }

  @Override
  public long rows() {
    return 0;
  }

  @Override
  public String expectation() {
    return "but there are deletes in the backup";
  }

  /** Milvus counts the deletes. Their number is recorded nowhere else, but it is not 0. */
  @Override
  public boolean isPlausible(long rows) {
    return rows > 0;
  }

  /** Milvus reports the deletes, which are not rows. */
  @Override
  public long restored(long imported) {
    return 0;
  }
}
