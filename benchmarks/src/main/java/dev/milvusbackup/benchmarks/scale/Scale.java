package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Creates and reads backups of growing size, with a simulated Milvus and simulated binlogs, but
 * with the library's own pipelines and real metadata in a folder, and prints the maximum heap in
 * use. Arguments: pairs of collections and segments of each, such as {@code 1x100000}; {@code
 * prune:100x10000} prunes so many incremental backups with so many segments each, and {@code list}
 * lists a thousand backups.
 */
public final class Scale {

  private static final String NAME = "scale";
  private static final String PRUNE = "prune:";
  private static final String LIST = "list";
  private static final int[] WARM_UP = {1, 2000};

  private Scale() {}

  /**
   * Runs it.
   *
   * @param arguments what to run
   * @throws IOException if the metadata cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    run(System.out, arguments);
  }

  static void run(PrintStream out, String... arguments) throws IOException {
    out.printf("Heap of at most %d MiB.%n%n", Runtime.getRuntime().maxMemory() >> 20);
    String[] sizes =
        Arrays.stream(arguments).filter(a -> Character.isDigit(a.charAt(0))).toArray(String[]::new);
    if (sizes.length > 0) {
      create(out, sizes);
    }
    for (String argument : arguments) {
      if (argument.startsWith(PRUNE)) {
        out.println();
        prune(out, numbers(argument.substring(PRUNE.length())));
      } else if (argument.equals(LIST)) {
        out.println();
        ListOfMany.run(out, 1000);
      }
    }
  }

  private static void create(PrintStream out, String... sizes) throws IOException {
    // Otherwise the first measurement would contain the compilation of all classes.
    inFolder(folder -> row(WARM_UP, folder));
    out.println(
        "| collections | segments | objects | metadata MiB | create: live heap MiB | s | read: live"
            + " heap MiB | s | incremental, unchanged: live heap MiB | s | of a create: heap | s |");
    out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String size : sizes) {
      String row = inFolder(folder -> row(numbers(size), folder));
      out.println(row);
    }
  }

  private static String row(int[] size, Path folder) throws IOException {
    int collections = size[0];
    int segments = size[1];
    try (Simulation simulation =
        new Simulation(collections, segments, FileSystemObjectStore.at(folder))) {
      Measured create = Measured.of(() -> simulation.create(NAME));
      Measured read = Measured.of(() -> simulation.read(NAME));
      long metadata = size(folder) >> 20;
      simulation.createIncremental(1);
      Measured second = Measured.of(() -> simulation.createIncremental(2));
      return "| %d | %d | %d | %d | %s | %s | %s | %.2f | %.2f |"
          .formatted(
              collections,
              collections * segments,
              simulation.objects(),
              metadata,
              create,
              read,
              second,
              (double) second.bytes() / create.bytes(),
              second.seconds() / create.seconds());
    }
  }

  /** A tenth more backups than remain, of which each replaces a hundredth of the segments. */
  private static void prune(PrintStream out, int[] size) throws IOException {
    int kept = size[0];
    SharedWorld world = new SharedWorld(kept + kept / 10, size[1], size[1] / 100);
    inFolder(
        folder -> {
          try (PruneOfMany prune = new PruneOfMany(world, kept, folder)) {
            prune.run(out);
          }
          return folder;
        });
  }

  private static int[] numbers(String pair) {
    return Arrays.stream(pair.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static <T> T inFolder(InFolder<T> work) throws IOException {
    Path folder = Files.createTempDirectory("milvus-backup-scale-");
    try {
      return work.run(folder);
    } finally {
      delete(folder);
    }
  }

  private interface InFolder<T> {

    T run(Path folder) throws IOException;
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
}
