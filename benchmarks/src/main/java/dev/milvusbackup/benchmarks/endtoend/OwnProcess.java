package dev.milvusbackup.benchmarks.endtoend;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures work inside this JVM. */
final class OwnProcess {

  private static final Path SELF = Path.of("/proc/self");
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final List<MemoryPoolMXBean> HEAP =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private OwnProcess() {}

  static Sample measure(Runnable work) {
    System.gc(); // garbage of others does not belong to this one
    HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
    resetPeak();
    long cpu = SYSTEM.getProcessCpuTime();
    long started = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - started) / 1e9;
    double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    long heap = HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Sample(seconds, cpuSeconds, ProcessMemory.peak(SELF), heap);
  }

  /** Resets the largest resident size in the kernel. */
  private static void resetPeak() {
    try {
      Files.writeString(SELF.resolve("clear_refs"), "5");
    } catch (IOException e) {
      throw new IllegalStateException("Linux is needed, with a writable /proc/self/clear_refs", e);
    }
  }
}
