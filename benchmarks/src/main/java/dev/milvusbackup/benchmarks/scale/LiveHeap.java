package dev.milvusbackup.benchmarks.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches how much of the heap is in use, garbage not counted: it collects the garbage again and
 * again, and so slows down what it watches.
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

  /** The most in use at one moment, beyond what was in use at the start. */
  long peakBytes() {
    return Math.max(0, peak - before);
  }

  private void watch() {
    while (!closed) {
      long started = System.nanoTime();
      peak = Math.max(peak, used());
      // What is watched has most of the time, however long a collection takes.
      LockSupport.parkNanos(Math.max(PAUSE.toNanos(), 4 * (System.nanoTime() - started)));
    }
  }

  /** As the collection left it: what is allocated since may be garbage again. */
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
