package dev.milvusbackup.internal.sharing;

import java.util.Arrays;
import java.util.OptionalLong;

/** The sums of many segments, as plain numbers, since there may be a hundred thousand. */
final class LogSums {

  private static final long NONE = Long.MIN_VALUE;

  private long[] ids = filled(16);
  private long[] hashes = new long[16];
  private int[] counts = new int[16];
  private int size;

  /** Adds to the sum of a segment. */
  void add(long segment, LogSum sum) {
    if (2 * size >= ids.length) {
      grow();
    }
    int slot = slot(segment);
    if (ids[slot] == NONE) {
      ids[slot] = segment;
      size++;
    }
    hashes[slot] += sum.hash();
    counts[slot] += sum.count();
  }

  /** The sum of a segment, of nothing if it was not added. */
  LogSum get(long segment) {
    int slot = slot(segment);
    return new LogSum(counts[slot], hashes[slot]);
  }

  /** A segment of which others do not hold the same, if there is one. */
  OptionalLong firstDifferent(LogSums others) {
    return Arrays.stream(ids)
        .filter(id -> id != NONE && !get(id).equals(others.get(id)))
        .findFirst();
  }

  private int slot(long segment) {
    int slot = (int) LogSum.mix(segment) & (ids.length - 1);
    while (ids[slot] != NONE && ids[slot] != segment) {
      slot = (slot + 1) & (ids.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] oldIds = ids;
    long[] oldHashes = hashes;
    int[] oldCounts = counts;
    ids = filled(oldIds.length * 2);
    hashes = new long[ids.length];
    counts = new int[ids.length];
    for (int i = 0; i < oldIds.length; i++) {
      if (oldIds[i] != NONE) {
        int slot = slot(oldIds[i]);
        ids[slot] = oldIds[i];
        hashes[slot] = oldHashes[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  private static long[] filled(int length) {
    long[] ids = new long[length];
    Arrays.fill(ids, NONE);
    return ids;
  }
}
