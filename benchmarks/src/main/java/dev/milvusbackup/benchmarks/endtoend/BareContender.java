package dev.milvusbackup.benchmarks.endtoend;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportProgress;
import dev.milvusbackup.internal.milvus.imports.MilvusImports;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import dev.milvusbackup.manifest.PartitionManifest;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The bare work of the servers. For a create: a flush, and the store's own copies of the same
 * objects, 32 in parallel. For a restore: an import of each partition's directory of the library's
 * backup into existing collections.
 */
final class BareContender implements Contender {

  private static final int COPIES = 32;

  private final Servers servers;
  private final BackupClient client;
  private final List<CollectionName> collections;

  BareContender(Servers servers, BackupClient client, List<String> collections) {
    this.servers = servers;
    this.client = client;
    this.collections = collections.stream().map(c -> new CollectionName("default", c)).toList();
  }

  @Override
  public String name() {
    return "bare";
  }

  @Override
  public Optional<Sample> run(Operation operation, Round round) {
    return switch (operation) {
      case CREATE -> Optional.of(copy());
      case RESTORE -> Optional.of(importAll(round));
      default -> Optional.empty();
    };
  }

  private Sample copy() {
    ExecutorService threads = Executors.newFixedThreadPool(COPIES);
    try (MilvusGateway milvus = servers.gateway();
        ObjectStore from = servers.milvusStorage();
        ObjectStore to = servers.bareStorage()) {
      List<ObjectInfo> objects =
          collections.stream().flatMap(c -> objects(milvus, from, c)).toList();
      Sample sample =
          OwnProcess.measure(
              () -> {
                collections.forEach(c -> BenchmarkData.flush(milvus, c));
                await(
                    objects.stream().map(o -> threads.submit(() -> to.copyFrom(from, o, o.key()))));
              });
      to.delete(objects.stream().map(ObjectInfo::key).toList());
      return sample;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Stream<ObjectInfo> objects(
      MilvusGateway milvus, ObjectStore storage, CollectionName name) {
    long id = milvus.collections().describe(name).collectionId();
    List<ObjectInfo> all = new ArrayList<>();
    for (String kind : List.of("insert_log/", "delta_log/")) {
      try (Stream<ObjectInfo> objects = storage.list(ObjectKey.of(kind + id))) {
        objects.forEach(all::add);
      }
    }
    return all.stream();
  }

  private static <T> void await(Stream<Future<T>> copies) {
    for (Future<T> copy : copies.toList()) {
      try {
        if (copy.get() == null) {
          throw new IllegalStateException("The store does not copy by itself");
        }
      } catch (java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException("A copy failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      }
    }
  }

  private Sample importAll(Round round) {
    BackupManifest backup = client.get(new Round(round.number(), "library").backup());
    try (MilvusGateway milvus = servers.gateway();
        ObjectStore store = servers.backupStorage()) {
      for (CollectionManifest collection : backup.collections()) {
        CollectionName target = target(collection, round);
        milvus.collections().create(target, milvus.collections().describe(collection.name()));
        collection.partitions().stream()
            .map(PartitionManifest::name)
            .filter(partition -> !partition.equals("_default"))
            .forEach(partition -> milvus.partitions().create(target, partition));
      }
      return OwnProcess.measure(
          () -> {
            MilvusImports imports = milvus.imports(ServerFeatures.of(milvus.version()));
            String root = store.location().pathOf(ObjectKey.of(backup.name() + "/binlogs")) + "/";
            List<Running> jobs =
                backup.collections().stream()
                    .flatMap(collection -> start(imports, root, collection, round))
                    .toList();
            Polling.until(() -> jobs.stream().allMatch(job -> job.isDone(imports)));
          });
    }
  }

  private static Stream<Running> start(
      MilvusImports imports, String root, CollectionManifest collection, Round round) {
    CollectionName target = target(collection, round);
    return collection.partitions().stream()
        .map(
            partition -> {
              BinlogDirectory directory =
                  new BinlogDirectory(
                      root, collection.id() + "/" + partition.id(), BinlogDirectory.Deletes.ABSENT);
              ImportJob job =
                  new ImportJob.OfRows(
                      target, partition.name(), List.of(directory), ImportJob.SegmentFormat.PLAIN);
              return new Running(target, imports.start(job));
            });
  }

  private record Running(CollectionName target, String id) {

    boolean isDone(MilvusImports imports) {
      ImportProgress progress = imports.progress(target, id);
      if (progress.state() == ImportProgress.State.FAILED) {
        throw new IllegalStateException("The bare import failed: " + progress.reason());
      }
      return progress.state() == ImportProgress.State.COMPLETED;
    }
  }

  private static CollectionName target(CollectionManifest collection, Round round) {
    return new CollectionName("default", collection.name().name() + round.suffix());
  }
}
