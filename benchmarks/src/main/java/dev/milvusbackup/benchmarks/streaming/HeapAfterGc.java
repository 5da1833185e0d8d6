package dev.milvusbackup.benchmarks.streaming;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The maximum heap in use after a garbage collection. */
final class HeapAfterGc {

  private static final List<String> HEAP_POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .toList();

  private final AtomicLong most = new AtomicLong();

  /** Watches all collections from now on. */
  static HeapAfterGc watch() {
    HeapAfterGc watch = new HeapAfterGc();
    ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(NotificationEmitter.class::isInstance)
        .map(NotificationEmitter.class::cast)
        .forEach(
            collector ->
                collector.addNotificationListener(
                    (notification, unused) -> watch.see(notification.getUserData()), null, null));
    return watch;
  }

  long mostBytes() {
    return most.get();
  }

  private void see(Object data) {
    if (data instanceof CompositeData composite) {
      long used =
          GarbageCollectionNotificationInfo.from(composite)
              .getGcInfo()
              .getMemoryUsageAfterGc()
              .entrySet()
              .stream()
              .filter(pool -> HEAP_POOLS.contains(pool.getKey()))
              .map(Map.Entry::getValue)
              .mapToLong(MemoryUsage::getUsed)
              .sum();
      most.accumulateAndGet(used, Math::max);
    }
  }
}
