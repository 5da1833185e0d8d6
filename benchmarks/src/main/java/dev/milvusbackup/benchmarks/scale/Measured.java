package dev.milvusbackup.benchmarks.scale;

import java.lang.ref.Reference;
import java.util.function.Supplier;

/** The maximum heap in use, and the time, of some work. */
record Measured(long bytes, double seconds) {

  /** The result is kept until the end, as in the memory of a caller. */
  static Measured of(Supplier<Object> work) {
    long started = System.nanoTime();
    LiveHeap heap = new LiveHeap();
    Object result = null;
    try (heap) {
      result = work.get();
    } finally {
      Reference.reachabilityFence(result);
    }
    return new Measured(heap.peakBytes(), (System.nanoTime() - started) / 1e9);
  }

  long mebibytes() {
    return bytes >> 20;
  }

  @Override
  public String toString() {
    return "%d | %.1f".formatted(mebibytes(), seconds);
  }
}
