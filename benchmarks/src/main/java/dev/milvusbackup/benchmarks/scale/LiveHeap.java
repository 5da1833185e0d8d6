package dev.milvusbackup.benchmarks.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the live heap, without garbage: it collects garbage continuously, which slows down the
 * observed code.
 */
final class LiveHeap implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Thread thread = new Thread(this::watch, "live-heap");
  private final long before;
  private volatile boolean closed;
  private volatile long peak;

  LiveHeap() {
    before = used();
    thread.setDaemon(true);
    thread.start();
  }

  /** The maximum in use, minus the start value. */
  long peakBytes() {
    return Math.max(0, peak - before);
  }

  private void watch() {
    while (!closed) {
      long started = System.nanoTime();
      peak = Math.max(peak, used());
      // The observed code gets most of the time, even if a collection is slow.
      LockSupport.parkNanos(Math.max(PAUSE.toNanos(), 4 * (System.nanoTime() - started)));
    }
  }

  /** Right after the collection: later allocations may be garbage again. */
  private static long used() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
