package dev.milvusbackup.internal.milvus.imports;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import java.util.List;
import java.util.Optional;

/**
 * A request for an import. Rows and deletes are separate types, so that a job never mixes them,
 * which keeps Milvus safe.
 *
 * <p>Paths are those that Milvus sees. Milvus reports no error for a missing directory: the caller
 * checks before and counts afterwards.
 */
public sealed interface ImportJob {

  CollectionName target();

  /**
   * Segments with rows, into one partition.
   *
   * @param directories their directories; servers before 2.4 accept one
   */
  record OfRows(
      CollectionName target,
      String partition,
      List<BinlogDirectory> directories,
      SegmentFormat format)
      implements ImportJob {}

  /**
   * Segments of deletes only, on servers from 2.4 on.
   *
   * @param partition empty for deletes in all partitions
   * @param directories their directories; servers before 2.6.5 accept one
   */
  record OfDeletes(
      CollectionName target, Optional<String> partition, List<DeleteDirectory> directories)
      implements ImportJob {}

  /**
   * How to read segments.
   *
   * @param storageVersion 0 for the oldest, unnamed one
   * @param until the import leaves out later rows and deletes (by hybrid timestamp)
   */
  record SegmentFormat(long storageVersion, Optional<Long> until) {

    /** The format of servers before 2.6, with all rows. */
    public static final SegmentFormat PLAIN = new SegmentFormat(0, Optional.empty());
  }

  /**
   * A directory with delta logs.
   *
   * @param root as in {@link BinlogDirectory}
   */
  record DeleteDirectory(String root, String path) {

    public String deltas() {
      return root + BinlogLayout.directory(BinlogLayout.DELTA_LOG, path);
    }
  }
}
