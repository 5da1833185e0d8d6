package dev.milvusbackup.internal.milvus.imports;

import dev.milvusbackup.internal.milvusstorage.BinlogLayout;

/**
 * The directory of the inserts of some segments, and of their deletes. Milvus matches the two by
 * the names one level below, and silently drops deletes that it cannot match: so both paths are
 * built from one.
 *
 * @param root the directory of {@code insert_log}, as Milvus sees it; empty, or ends in a slash
 * @param deltaRoot the directory of {@code delta_log}
 * @param path the path below these, such as {@code collection/partition}
 */
public record BinlogDirectory(String root, String deltaRoot, String path, Deletes deletes) {

  /** Inserts and deletes in one directory. */
  public BinlogDirectory(String root, String path, Deletes deletes) {
    this(root, root, path, deletes);
  }

  /** Whether it has a directory of deletes too. */
  public enum Deletes {
    PRESENT,
    ABSENT
  }

  public String inserts() {
    return root + BinlogLayout.directory(BinlogLayout.INSERT_LOG, path);
  }

  /** Empty without deletes. */
  public String deltas() {
    return deletes == Deletes.PRESENT
        ? deltaRoot + BinlogLayout.directory(BinlogLayout.DELTA_LOG, path)
        : "";
  }

  /** The same inserts without the deletes, so that all rows are imported. */
  public BinlogDirectory withoutDeletes() {
    return new BinlogDirectory(root, deltaRoot, path, Deletes.ABSENT);
  }
}
