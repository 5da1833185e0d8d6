package dev.milvusbackup.internal.milvus.segments;

/**
 * Milvus's timestamps: milliseconds since 1970 and a counter of 18 bits. The milliseconds advance
 * in steps of 50, or more under load.
 */
public final class HybridTime {

  private static final int COUNTER_BITS = 18;

  private HybridTime() {}

  public static long millis(long timestamp) {
    return timestamp >>> COUNTER_BITS;
  }

  /** The beginning of the millisecond. */
  public static long floor(long timestamp) {
    return millis(timestamp) << COUNTER_BITS;
  }
}
