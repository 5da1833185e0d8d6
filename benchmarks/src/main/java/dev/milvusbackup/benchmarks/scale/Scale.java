package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * Creates and reads backups of growing size, with a simulated Milvus and simulated binlogs, but
 * with the library's own pipelines and real metadata in a folder, and prints the maximum heap in
 * use. Arguments: pairs of collections and segments of each, such as {@code 1x100000}.
 */
public final class Scale {

  private static final String NAME = "scale";

  private Scale() {}

  /**
   * Runs it.
   *
   * @param arguments the sizes
   * @throws IOException if the metadata cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    run(System.out, arguments);
    System.out.println();
    ListOfMany.run(System.out, 1000);
  }

  static void run(PrintStream out, String... sizes) throws IOException {
    out.printf("Heap of at most %d MiB.%n%n", Runtime.getRuntime().maxMemory() >> 20);
    out.println(
        "| collections | segments | objects | metadata MiB | create: live heap MiB | s | read: live"
            + " heap MiB | s | incremental, unchanged: live heap MiB | s |");
    out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (String size : sizes) {
      int[] numbers = Arrays.stream(size.split("x", -1)).mapToInt(Integer::parseInt).toArray();
      Path folder = Files.createTempDirectory("milvus-backup-scale-");
      try {
        out.println(row(numbers[0], numbers[1], folder));
      } finally {
        delete(folder);
      }
    }
  }

  private static String row(int collections, int segments, Path folder) throws IOException {
    try (Simulation simulation =
        new Simulation(collections, segments, FileSystemObjectStore.at(folder))) {
      Measured create = measure(() -> simulation.create(NAME));
      Measured read = measure(() -> simulation.read(NAME));
      long metadata = size(folder) >> 20;
      simulation.createIncremental(1);
      Measured second = measure(() -> simulation.createIncremental(2));
      return "| %d | %d | %d | %d | %s | %s | %s |"
          .formatted(
              collections,
              collections * segments,
              simulation.objects(),
              metadata,
              create,
              read,
              second);
    }
  }

  /** The result is kept until the end, as in the memory of a caller. */
  private static Measured measure(Supplier<Object> work) {
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

  private static long size(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private record Measured(long bytes, double seconds) {

    @Override
    public String toString() {
      return "%d | %.1f".formatted(bytes >> 20, seconds);
    }
  }
}
