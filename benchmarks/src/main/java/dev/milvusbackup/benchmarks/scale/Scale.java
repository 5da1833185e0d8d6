package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.CreateBackupRequest;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.create.CreatePipeline;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.storage.FileSystemObjectStore;
import dev.milvusbackup.storage.ObjectStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Creates and reads backups of growing size, with a simulated Milvus and simulated binlogs, but
 * with the library's own pipelines and real metadata in a folder, and prints how much of the heap
 * was in use at most. Arguments: pairs of collections and segments of each, such as {@code
 * 1x100000}.
 */
public final class Scale {

  private final World world;
  private final MilvusGateway milvus;
  private final ObjectStore milvusStorage;
  private final ObjectStore backups;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Limits limits = Limits.defaults();

  private Scale(World world, Path folder) throws IOException {
    this.world = world;
    this.milvus = new SimulatedMilvus(world).gateway();
    this.milvusStorage = store("files", folder);
    this.backups = store("backup", folder);
  }

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
            + " heap MiB | s |");
    out.println("|---|---|---|---|---|---|---|---|");
    for (String size : sizes) {
      int[] numbers = Arrays.stream(size.split("x", -1)).mapToInt(Integer::parseInt).toArray();
      Path folder = Files.createTempDirectory("milvus-backup-scale-");
      try {
        Scale scale = new Scale(new World(numbers[0], numbers[1]), folder);
        out.println(scale.run(folder));
      } finally {
        delete(folder);
      }
    }
  }

  private String run(Path folder) throws IOException {
    try {
      return row(folder, measure(this::create), measure(this::read));
    } finally {
      threads.shutdown();
    }
  }

  private String row(Path folder, Measured create, Measured read) throws IOException {
    return "| %d | %d | %d | %d | %s | %s |"
        .formatted(
            world.collections(),
            world.collections() * world.segments(),
            world.objects(),
            size(folder) >> 20,
            create,
            read);
  }

  private Object create() {
    CreatePipeline pipeline =
        new CreatePipeline(
            milvus,
            milvusStorage,
            backups,
            new JobLocks(backups, limits.lockLease(), threads),
            limits,
            new Parallel(threads, limits.concurrentCollections()),
            new Parallel(threads, limits.concurrentCopies()));
    CreateBackupRequest request = CreateBackupRequest.builder().name("scale").build();
    BackupReport report = job(job -> pipeline.run(request, job));
    require(report.manifest().rowCount(), "rows in the backup");
    return report;
  }

  private Object read() {
    BackupManifest manifest = new BackupCatalog(backups).get(new BackupName("scale")).manifest();
    long objects =
        manifest.collections().stream()
            .flatMap(c -> c.objects())
            .filter(object -> object.digest().isPresent())
            .count();
    if (objects != world.objects()) {
      throw new IllegalStateException(objects + " objects with digests were read");
    }
    return manifest;
  }

  private <R> R job(Function<JobContext, R> work) {
    return RunningJob.start(threads, "simulation", Optional.empty(), work).join();
  }

  private void require(long rows, String what) {
    long expected = (long) world.collections() * world.segments() * World.ROWS_OF_SEGMENT;
    if (rows != expected) {
      throw new IllegalStateException("%d %s, not %d".formatted(rows, what, expected));
    }
  }

  private ObjectStore store(String root, Path folder) throws IOException {
    Path others = Files.createDirectories(folder.resolve(root));
    return new SimulatedStorage(world, root, FileSystemObjectStore.at(others));
  }

  /** The result is held until the end: who asked for it has it in memory too. */
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
