package dev.milvusbackup.benchmarks.streaming;

import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Streams objects from one MinIO to another: alternately with the library and, if {@code MC} names
 * it, with {@code mc cp}. Prints the maximum heap in use, with all buffers. Argument: the
 * mebibytes, default 1024.
 */
public final class Streaming {

  private static final int OBJECTS = 16;
  private static final int ROUNDS = 5;

  private final MinioPlace from = MinioPlace.ofEnvironment("SOURCE_");
  private final MinioPlace to = MinioPlace.ofEnvironment("");
  private final Optional<MinioTool> tool;
  private final int objectBytes;
  private final int copiesAtOnce = Limits.defaults().concurrentCopies();

  private Streaming(Path folder, int mebibytes) {
    this.objectBytes = Math.multiplyExact(mebibytes / OBJECTS, 1 << 20);
    this.tool =
        Optional.ofNullable(System.getenv("MC")).map(mc -> new MinioTool(mc, folder, from, to));
  }

  /**
   * Runs it.
   *
   * @param arguments the mebibytes
   * @throws IOException if {@code mc} cannot be started
   * @throws InterruptedException if it is interrupted
   * @throws MinioException if a bucket cannot be made
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, MinioException {
    int mebibytes = arguments.length == 0 ? 1024 : Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("milvus-backup-streaming-");
    folder.toFile().deleteOnExit();
    new Streaming(folder, mebibytes).run();
  }

  private void run() throws IOException, InterruptedException, MinioException {
    System.out.printf(
        "%d objects of %d MiB, heap of at most %d MiB, up to %d parallel copies%n%n",
        OBJECTS, objectBytes >> 20, Runtime.getRuntime().maxMemory() >> 20, copiesAtOnce);
    from.makeBucket();
    to.makeBucket();
    fill();
    System.out.println("| round | library s | mc cp s | rate of the library / mc |");
    System.out.println("|---|---|---|---|");
    HeapAfterGc heap = HeapAfterGc.watch();
    List<Double> library = new ArrayList<>();
    List<Double> mc = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) { // round 0 warms up
      double theirs = round % 2 == 0 ? mc() : 0;
      double ours = library();
      theirs = round % 2 == 0 ? theirs : mc();
      row(Integer.toString(round), ours, theirs);
      if (round > 0) {
        library.add(ours);
        mc.add(theirs);
      }
    }
    row("median of 1 to " + ROUNDS, median(library), median(mc));
    System.out.printf(
        "%nAfter each garbage collection at most %d MiB were in use.%n", heap.mostBytes() >> 20);
  }

  private static void row(String name, double ours, double theirs) {
    System.out.printf("| %s | %.2f | %.2f | %.2f |%n", name, ours, theirs, theirs / ours);
  }

  private void fill() {
    try (ObjectStore store = from.store("source")) {
      for (int i = 0; i < OBJECTS; i++) {
        store.put(key(i), new Noise(objectBytes >> 20), PutMode.CREATE_NEW);
      }
    }
  }

  private double library() {
    ExecutorService threads = Executors.newFixedThreadPool(copiesAtOnce);
    try (ObjectStore source = from.store("source");
        ObjectStore target = to.store("library")) {
      List<ObjectCopy> copies =
          IntStream.range(0, OBJECTS)
              .mapToObj(i -> new ObjectCopy(key(i), key(i), objectBytes, Optional.empty(), 0))
              .toList();
      long started = System.nanoTime();
      new ObjectCopier(source, target, new Parallel(threads, copiesAtOnce))
          .copyAll(copies, JobContext.unobserved("streaming"));
      double seconds = (System.nanoTime() - started) / 1e9;
      checkAndDelete(target);
      return seconds;
    } finally {
      threads.shutdown();
    }
  }

  private double mc() throws IOException, InterruptedException {
    if (tool.isEmpty()) {
      return Double.NaN;
    }
    long started = System.nanoTime();
    tool.get().copy("source", "mc");
    double seconds = (System.nanoTime() - started) / 1e9;
    try (ObjectStore target = to.store("mc")) {
      checkAndDelete(target);
    }
    return seconds;
  }

  private static ObjectKey key(int number) {
    return ObjectKey.of("object-%02d".formatted(number));
  }

  private void checkAndDelete(ObjectStore store) {
    try (Stream<ObjectInfo> listed = store.list(ObjectKey.ROOT)) {
      List<ObjectInfo> objects = listed.toList();
      if (objects.stream().mapToLong(ObjectInfo::size).sum() != (long) OBJECTS * objectBytes) {
        throw new IllegalStateException("Not all has arrived in " + store.displayName());
      }
      store.delete(objects.stream().map(ObjectInfo::key).toList());
    }
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
  }
}
