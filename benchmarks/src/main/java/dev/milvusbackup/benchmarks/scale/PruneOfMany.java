package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.BackupRemover;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.retention.PrunePipeline;
import dev.milvusbackup.internal.sharing.Pins;
import dev.milvusbackup.internal.sharing.RandomName;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Prunes incremental backups that share objects: both rounds, with a grace period between them. */
final class PruneOfMany implements AutoCloseable {

  private static final Duration GRACE = Duration.ofDays(1);

  private final SharedWorld world;
  private final int kept;
  private final Path folder;
  private final SharedStorage store;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final PrunePipeline pipeline;

  /**
   * Writes the backups.
   *
   * @param kept how many of them the prune keeps
   * @param folder where the metadata go
   */
  PruneOfMany(SharedWorld world, int kept, Path folder) {
    this.world = world;
    this.kept = kept;
    this.folder = folder;
    Instant now = Instant.now();
    this.store = new SharedStorage(world, now.minus(GRACE), FileSystemObjectStore.at(folder));
    for (int night = 0; night < world.backups(); night++) {
      store.put(
          new BackupLayout(new BackupName(SharedWorld.name(night))).increment(),
          CommitJson.write(
              world.commit(night, now.minus(GRACE.multipliedBy(world.backups() - night)))),
          PutMode.CREATE_NEW);
    }
    JobLocks locks = new JobLocks(store, Limits.defaults().lockLease(), threads);
    BackupCatalog catalog = new BackupCatalog(store);
    this.pipeline =
        new PrunePipeline(
            store,
            catalog,
            new BackupRemover(catalog, locks),
            new Guards(locks, new Pins(store, threads, RandomName::next)),
            new Parallel(threads, Limits.defaults().concurrentCopies()),
            name -> false);
  }

  /** Prunes, lets the grace period pass, and prunes again. */
  void run(PrintStream out) throws IOException {
    long objects = (long) world.changed() * World.FIELDS.size() * (world.backups() - kept);
    out.printf(
        "prune of %d incremental backups of %d objects each, keeping %d:%n",
        world.backups(), world.segments() * World.FIELDS.size(), kept);
    SharedSpace first = prune(out, "condemn");
    require(first.objectsRemoved() == 0 && first.bytesCondemned() > 0, first);
    letTimePass();
    SharedSpace second = prune(out, "remove");
    require(second.objectsRemoved() == objects && store.removed() == objects, second);
  }

  private SharedSpace prune(PrintStream out, String round) {
    List<PruneReport> reports = new ArrayList<>();
    Measured measured =
        Measured.of(
            () -> {
              reports.add(RunningJob.start(threads, round, Optional.empty(), this::prune).join());
              return reports;
            });
    out.printf("%s: live heap %d MiB, %.1f s%n", round, measured.mebibytes(), measured.seconds());
    return reports.get(0).sharedSpace();
  }

  private PruneReport prune(JobContext job) {
    return pipeline.run(
        PruneRequest.builder().prefix(SharedWorld.PREFIX).keepLast(kept).gracePeriod(GRACE).build(),
        job);
  }

  /** The clock of the store is that of its files. */
  private void letTimePass() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(written.minus(GRACE.multipliedBy(2))));
      }
    }
  }

  private static void require(boolean expected, SharedSpace space) {
    if (!expected) {
      throw new IllegalStateException("Pruned " + space);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    store.close();
  }
}
