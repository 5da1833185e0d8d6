package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import io.milvus.v2.common.DataType;
import io.milvus.v2.service.collection.request.GetCollectionStatsReq;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restores in processes of their own are killed with SIGKILL at random moments, again and again,
 * and repeated until they are done. No half-filled collection may ever bear a target's name, no row
 * may be missing or double, and nothing may be left in the end. {@code -Dcrash.seed=N} repeats the
 * same moments.
 */
class CrashRestoreIT {

  private static final int KILLS = 48;
  private static final int CHAINS = 4;
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
  private static final List<String> SOURCES = List.of("crashed_a", "crashed_b");

  private final long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger killsInTheMiddle = new AtomicInteger();
  private final AtomicInteger restores = new AtomicInteger();
  private final Queue<BackupManifest> manifests = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @Test
  void killedAtAnyMoment() {
    ExecutorService threads = Executors.newFixedThreadPool(CHAINS);
    try (MilvusUnderTest local = MilvusUnderTest.onLocalStorage();
        MilvusUnderTest onMinio = MilvusUnderTest.onMinio()) {
      prepare(local);
      prepare(onMinio);
      String files = folder.toUri().toString();
      String bucket =
          local.minioEndpoint().toString().replace("http:", "minio:") + "/" + local.otherBucket();
      Stream.of(
              new Chain(1, local, files + "in-place"),
              new Chain(2, local, bucket + "/crashed-restore"),
              new Chain(3, onMinio, files + "staged"),
              new Chain(4, onMinio, bucket + "/crashed-restore-copied"))
          .map(chain -> CompletableFuture.runAsync(chain::run, threads))
          .toList()
          .forEach(CompletableFuture::join);
      manifests.forEach(
          manifest -> {
            assertThat(local.staged(manifest)).as("seed %d", seed).isEmpty();
            assertThat(onMinio.staged(manifest)).as("seed %d", seed).isEmpty();
          });
    } finally {
      threads.shutdownNow();
      System.out.printf(
          "Seed %d: %d kills of %d restores, %d of them in the middle%n",
          seed, kills.get(), restores.get(), killsInTheMiddle.get());
    }
    assertThat(kills.get()).isGreaterThanOrEqualTo(KILLS);
    assertThat(killsInTheMiddle.get()).as("seed %d", seed).isGreaterThan(KILLS / 3);
  }

  private static void prepare(MilvusUnderTest milvus) {
    Sample first =
        Sample.shape("crashed_a").field("text", DataType.VarChar).dynamic().create(milvus.client());
    first.partition("p").partition("q");
    first.insert(0, 200).insert(1000, 200, "p").insert(2000, 200, "q").flush();
    first.insert(3000, 100, "p").delete(0, 20).delete(1000, 20).delete(2000, 20).flush();
    Sample second = Sample.shape("crashed_b").key(DataType.VarChar).create(milvus.client());
    second.insert(0, 100).flush().insert(100, 100).delete(50, 70).flush();
  }

  /** What is restored from one store, one after the other. */
  private final class Chain {

    private final MilvusUnderTest milvus;
    private final RestoreProcess.Order order;
    private final Random random;
    private final Map<String, SortedMap<String, String>> before = new TreeMap<>();

    Chain(int number, MilvusUnderTest milvus, String backups) {
      this.milvus = milvus;
      this.random = new Random(seed + number);
      this.order =
          new RestoreProcess.Order(
              new Place(
                  milvus.uri(),
                  milvus.storageUri(),
                  backups,
                  milvus.minioAccessKey(),
                  milvus.minioSecretKey()),
              "crashed_" + number,
              "_chain_" + number);
      SOURCES.forEach(source -> before.put(source, Rows.of(milvus.client(), source, "id")));
    }

    void run() {
      try (ObjectStore milvusStorage = milvus.storage();
          ObjectStore store = order.at().openBackups();
          BackupClient client =
              BackupClient.builder()
                  .milvus(MilvusConnection.at(milvus.uri()))
                  .milvusStorage(milvusStorage)
                  .backupStorage(store)
                  .build()) {
        manifests.add(
            client.create(b -> b.name(order.backup()).collections(SOURCES)).join().manifest());
        int killed = 0;
        IfExists ifExists = IfExists.FAIL;
        while (killed < KILLS / CHAINS) {
          boolean wasKilled = kill(ifExists);
          if (wasKilled) {
            killed++;
            look(store);
          } else {
            finished(store);
          }
          if (!wasKilled || isDone(store)) {
            ifExists = IfExists.REPLACE; // from now on what is complete is in danger
          }
        }
        try (RestoreProcess last = RestoreProcess.start(order, ifExists).begin()) {
          assertThat(last.end()).as("seed %d", seed).isZero();
        }
        finished(store);
      }
    }

    /** Mostly while it works; now and then while it still looks around or waits. */
    private boolean kill(IfExists ifExists) {
      try (RestoreProcess process = RestoreProcess.start(order, ifExists).begin()) {
        if (random.nextInt(6) > 0) {
          process.working();
        }
        long nanos = (long) (random.nextDouble() * LONGEST_LIFE.toNanos());
        if (process.killAfter(Duration.ofNanos(nanos))) {
          kills.incrementAndGet();
          return true;
        }
        assertThat(process.end()).as("seed %d", seed).isZero();
        return false;
      }
    }

    private void look(ObjectStore store) {
      List<String> all = milvus.collections();
      for (String source : SOURCES) {
        if (all.contains(target(source))) {
          assertThat(rowsIn(target(source)))
              .as("rows of %s, seed %d", target(source), seed)
              .isEqualTo(before.get(source).size());
        }
      }
      if (all.stream().anyMatch(this::isHalfDone) || !ledgers(store).isEmpty()) {
        killsInTheMiddle.incrementAndGet();
      }
    }

    /** It may also be killed when it has nothing left to do but to end. */
    private boolean isDone(ObjectStore store) {
      return milvus.collections().containsAll(SOURCES.stream().map(this::target).toList())
          && ledgers(store).stream().allMatch(key -> key.contains("/lock."));
    }

    private void finished(ObjectStore store) {
      restores.incrementAndGet();
      for (String source : SOURCES) {
        assertThat(Rows.of(milvus.client(), target(source), "id"))
            .as("seed %d", seed)
            .isEqualTo(before.get(source));
        assertThat(Described.of(milvus.client(), target(source)))
            .isEqualTo(Described.of(milvus.client(), source));
      }
      assertThat(milvus.collections()).as("seed %d", seed).noneMatch(this::isHalfDone);
      assertThat(ledgers(store)).as("seed %d", seed).isEmpty();
    }

    private String target(String source) {
      return source + order.suffix();
    }

    private boolean isHalfDone(String collection) {
      return SOURCES.stream()
          .anyMatch(
              source ->
                  collection.startsWith(target(source) + "__restoring_")
                      || collection.startsWith(target(source) + "__probing_"));
    }

    private List<String> ledgers(ObjectStore store) {
      try (var objects = store.list(ObjectKey.of(".restores"))) {
        return objects.map(o -> o.key().path()).toList();
      }
    }

    private long rowsIn(String collection) {
      return milvus
          .client()
          .getCollectionStats(GetCollectionStatsReq.builder().collectionName(collection).build())
          .getNumOfEntities();
    }
  }
}
