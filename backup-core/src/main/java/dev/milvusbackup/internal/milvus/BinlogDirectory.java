package dev.milvusbackup.internal.milvus;

import dev.milvusbackup.internal.milvusstorage.BinlogLayout;

/**
 * Where the inserts of some segments lie, and their deletes beside them. Milvus matches the two by
 * the names one level below, and drops deletes that it cannot match without a word: so both paths
 * are made from one.
 *
 * @param root the directory that holds {@code insert_log} and {@code delta_log}, as Milvus names
 *     it; empty, or ends in a slash
 * @param path below these, such as {@code collection/partition}
 */
public record BinlogDirectory(String root, String path, Deletes deletes) {

  /** Whether there is a directory of deletes too. */
  public enum Deletes {
    PRESENT,
    ABSENT
  }

  public String inserts() {
    return root + BinlogLayout.directory(BinlogLayout.INSERT_LOG, path);
  }

  /** Empty if there are no deletes. */
  public String deltas() {
    return deletes == Deletes.PRESENT
        ? root + BinlogLayout.directory(BinlogLayout.DELTA_LOG, path)
        : "";
  }

  /** The same inserts, so that all rows are imported. */
  public BinlogDirectory withoutDeletes() {
    return new BinlogDirectory(root, path, Deletes.ABSENT);
  }
}
