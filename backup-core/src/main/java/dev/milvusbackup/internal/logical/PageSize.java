package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.milvus.RowPage;

/** The number of rows of the next page: a few megabytes. */
final class PageSize {

  static final long BYTES = 8L << 20;

  // Milvus refuses more by default.
  private static final int MOST_ROWS = 16_384;
  private static final int FIRST_ROWS = 256;

  private int rows = FIRST_ROWS;

  int rows() {
    return rows;
  }

  void learn(RowPage page) {
    long fitting = BYTES * page.rows().size() / Math.max(1, page.bytes());
    // Grows slowly: the next rows may be larger.
    rows = (int) Math.max(1, Math.min(Math.min(fitting, 4L * rows), MOST_ROWS));
  }

  /** After a page that did not arrive; false if it cannot get smaller. */
  boolean shrink() {
    if (rows == 1) {
      return false;
    }
    rows = Math.max(1, rows / 4);
    return true;
  }
}
