package dev.milvusbackup.benchmarks.scale;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.Limits;
import dev.milvusbackup.internal.DefaultDataPaths;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.create.CreatePipeline;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.data.Guards;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.job.RunningJob;
import dev.milvusbackup.internal.job.Workers;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import dev.milvusbackup.internal.sharing.Pins;
import dev.milvusbackup.internal.sharing.RandomName;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.storage.ObjectStore;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The library's own pipelines on a simulated Milvus, whose binlogs are simulated too; only metadata
 * are really written and read.
 */
public final class Simulation implements AutoCloseable {

  /** The start of the names of incremental backups. */
  static final String INCREMENTAL = "incremental_";

  private final World world;
  private final ObjectStore backups;
  private final CreatePipeline pipeline;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * A Milvus with collections.
   *
   * @param collections how many
   * @param segments of each
   * @param metadata where the metadata of backups go
   */
  public Simulation(int collections, int segments, ObjectStore metadata) {
    Limits limits = Limits.defaults();
    this.world = new World(collections, segments);
    this.backups = new SimulatedStorage(world, "backup", metadata);
    Environment environment =
        new Environment(
            new SimulatedMilvus(world).gateway(),
            new MilvusStorage(new SimulatedStorage(world, "files", metadata), Optional.empty()),
            backups,
            new Guards(
                new JobLocks(backups, limits.lockLease(), threads),
                new Pins(backups, threads, RandomName::next)),
            limits,
            new Workers(
                new Parallel(threads, limits.concurrentCollections()),
                new Parallel(threads, limits.concurrentCopies())));
    this.pipeline =
        new CreatePipeline(environment, new DefaultDataPaths(environment, "simulation"));
  }

  /** The objects of a backup of all collections. */
  public long objects() {
    return world.objects();
  }

  /** Backs up all collections. */
  public BackupReport create(String name) {
    return create(BackupRequest.builder().name(name).build());
  }

  /** The same, but only what earlier ones lack. */
  public BackupReport createIncremental(int number) {
    return create(BackupRequest.builder().name(INCREMENTAL + number).incremental(true).build());
  }

  private BackupReport create(BackupRequest request) {
    BackupReport report =
        RunningJob.start(threads, "simulation", Optional.empty(), job -> pipeline.run(request, job))
            .join();
    long expected = (long) world.collections() * world.segments() * World.ROWS_OF_SEGMENT;
    if (report.manifest().rowCount() != expected) {
      throw new IllegalStateException(
          "%d rows, not %d".formatted(report.manifest().rowCount(), expected));
    }
    return report;
  }

  /** Reads the metadata of a backup. */
  public BackupManifest read(String name) {
    BackupManifest manifest = new BackupCatalog(backups).get(new BackupName(name)).manifest();
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

  @Override
  public void close() {
    threads.shutdown();
  }
}
