package dev.milvusbackup.internal.logical;

import dev.milvusbackup.internal.rows.ValueSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows for one insert: a few megabytes. */
final class RowBatch {

  // Milvus takes at most 64 MiB in a call by default.
  private static final long BYTES = 8L << 20;
  private static final int ROWS = 20_000;

  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private long bytes;

  void add(@Nullable Object[] row) {
    rows.add(row);
    bytes += ValueSize.of(row);
  }

  boolean isFull() {
    return bytes >= BYTES || rows.size() >= ROWS;
  }

  /** Returns the rows and empties the batch. */
  List<@Nullable Object[]> drain() {
    List<@Nullable Object[]> drained = new ArrayList<>(rows);
    rows.clear();
    bytes = 0;
    return drained;
  }
}
