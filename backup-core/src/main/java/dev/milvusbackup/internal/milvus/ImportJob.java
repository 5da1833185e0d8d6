package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import java.util.List;
import java.util.Optional;

/**
 * What Milvus is to import. Rows and deletes are two kinds of job, and there is no way to mix them:
 * given rows in a job of deletes, Milvus crashes, and again after each restart.
 *
 * <p>Paths are as Milvus names them. A directory that does not exist is no error to Milvus: the
 * caller has looked, and counts afterwards.
 */
public sealed interface ImportJob {

  CollectionName target();

  /**
   * Segments with rows, into one partition.
   *
   * @param directories where they lie; servers before 2.4 take one
   */
  record OfRows(
      CollectionName target,
      String partition,
      List<BinlogDirectory> directories,
      SegmentFormat format)
      implements ImportJob {}

  /**
   * Segments that hold nothing but deletes. Only servers from 2.4 on have them.
   *
   * @param partition empty for deletes in all partitions
   * @param directories where they lie; before 2.6.5 servers take one
   */
  record OfDeletes(
      CollectionName target, Optional<String> partition, List<DeleteDirectory> directories)
      implements ImportJob {}

  /**
   * How segments are to be read.
   *
   * @param storageVersion 0 for the oldest, which has no name
   * @param until later rows and deletes (by hybrid timestamp) are left out
   */
  record SegmentFormat(long storageVersion, Optional<Long> until) {

    /** As servers before 2.6 write them, and all rows of them. */
    public static final SegmentFormat PLAIN = new SegmentFormat(0, Optional.empty());
  }

  /**
   * A directory with logs of deletes.
   *
   * @param root as of {@link BinlogDirectory}
   */
  record DeleteDirectory(String root, String path) {

    public String deltas() {
      return root + BinlogLayout.directory(BinlogLayout.DELTA_LOG, path);
    }
  }
}
