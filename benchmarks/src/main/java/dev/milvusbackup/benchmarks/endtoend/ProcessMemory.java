package dev.milvusbackup.benchmarks.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory according to Linux. */
final class ProcessMemory {

  private ProcessMemory() {}

  /** The largest so far; 0 if the process has ended. */
  static long peak(Path process) {
    try {
      return Files.readAllLines(process.resolve("status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
