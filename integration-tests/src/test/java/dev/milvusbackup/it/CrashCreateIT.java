package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import io.milvus.v2.common.DataType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Creates and deletes in processes of their own are killed with SIGKILL at random moments, again
 * and again under one name. Whatever is listed as complete has to be, repeating has to finish, and
 * nothing may be left in the end. {@code -Dcrash.seed=N} repeats the same moments.
 */
@Tag(Tier.SLOW)
@Order(7)
class CrashCreateIT {

  private static final int METAS = 6;
  private static final int CHAINS = 4;
  private static final int KILLS_OF_CREATE = Tier.length(3, 10);
  private static final int KILLS_OF_DELETE = Tier.length(1, 6);
  private static final Duration LEASE_OF_VICTIMS = Duration.ofMillis(2500);
  private static final Duration LEASE_OF_SURVIVORS = Duration.ofSeconds(30);

  private final long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger killsInTheMiddle = new AtomicInteger();

  @TempDir Path folder;

  @Test
  void killedAtAnyMoment() {
    ExecutorService chains = Executors.newFixedThreadPool(CHAINS);
    try (MilvusUnderTest local = MilvusUnderTest.onLocalStorage();
        MilvusUnderTest onMinio = MilvusUnderTest.onMinio()) {
      prepare(local);
      prepare(onMinio);
      String bucket = minio(local) + "/" + local.otherBucket();
      String sameBucket = minio(local) + "/" + local.minioBucket();
      Stream<CompletableFuture<Void>> all =
          Stream.of(
                  new Chain(1, local, folder.resolve("one").toUri().toString()),
                  new Chain(2, local, folder.resolve("two").toUri().toString()),
                  new Chain(3, local, bucket + "/crash-streamed"),
                  new Chain(4, onMinio, sameBucket + "/crash-copied"))
              .map(chain -> CompletableFuture.runAsync(chain::run, chains));
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
    } finally {
      chains.shutdownNow();
      System.out.printf(
          "Seed %d: %d kills of create and delete, %d of them in the middle%n",
          seed, kills.get(), killsInTheMiddle.get());
    }
    assertThat(kills.get()).isGreaterThanOrEqualTo(CHAINS * (KILLS_OF_CREATE + KILLS_OF_DELETE));
    assertThat(killsInTheMiddle.get()).as("seed %d", seed).isGreaterThan(kills.get() / 3);
  }

  private static void prepare(MilvusUnderTest milvus) {
    Sample sample =
        Sample.shape("crash")
            .field("text", DataType.VarChar)
            .field("number", DataType.Double)
            .dynamic()
            .create(milvus.client());
    for (int segment = 0; segment < 5; segment++) {
      sample.insert(segment * 200L, 200).flush();
    }
    sample.delete(150, 100).flush();
  }

  private static String minio(MilvusUnderTest milvus) {
    return milvus.minioEndpoint().toString().replace("http:", "minio:");
  }

  /** What happens under one name, one after the other. */
  private final class Chain {

    private final String name;
    private final MilvusUnderTest milvus;
    private final Place place;
    private final Random random;

    Chain(int number, MilvusUnderTest milvus, String backups) {
      this.name = "crash_" + number;
      this.milvus = milvus;
      this.random = new Random(seed + number);
      this.place =
          new Place(
              milvus.uri(),
              milvus.storageUri(),
              backups,
              milvus.minioAccessKey(),
              milvus.minioSecretKey());
    }

    void run() {
      try (ObjectStore milvusStorage = milvus.storage();
          ObjectStore store = place.openBackups();
          BackupClient client =
              BackupClient.builder()
                  .milvus(milvus.connection())
                  .milvusStorage(milvusStorage)
                  .backupStorage(store)
                  .build()) {
        Duration creating = measure("create");
        Duration deleting = measure("delete");
        killCreates(client, store, creating);
        client.restore(r -> r.backup(name).suffix("_" + name)).join();
        assertThat(Rows.of(milvus.client(), "crash_" + name, "id"))
            .isEqualTo(Rows.of(milvus.client(), "crash", "id"))
            .hasSize(900);
        killDeletes(client, store, deleting);
      }
    }

    private Duration measure(String action) {
      try (JobProcess process = start(action, LEASE_OF_SURVIVORS).begin().locked()) {
        long start = System.nanoTime();
        assertThat(process.end()).isEqualTo(JobProcess.DONE);
        return Duration.ofNanos(System.nanoTime() - start);
      }
    }

    private void killCreates(BackupClient client, ObjectStore store, Duration lasts) {
      int killed = 0;
      while (killed < KILLS_OF_CREATE) {
        int code = kill("create", lasts);
        killed += code == ChildJvm.KILLED ? 1 : 0;
        look(client, store, code);
        if (isFinished(client, store)) {
          client.delete(name).join();
        }
      }
      try (JobProcess process = start("create", LEASE_OF_SURVIVORS).begin()) {
        assertThat(process.end()).as("seed %d", seed).isEqualTo(JobProcess.DONE);
      }
      Intact.check(client.get(name), store);
      assertThat(Intact.metas(store, name)).as("seed %d", seed).hasSize(METAS);
    }

    /** Complete, and not even a lock is left of the job that made it. */
    private boolean isFinished(BackupClient client, ObjectStore store) {
      return client.find(name).isPresent() && Intact.metas(store, name).count() == METAS;
    }

    private void killDeletes(BackupClient client, ObjectStore store, Duration lasts) {
      int killed = 0;
      while (killed < KILLS_OF_DELETE) {
        int code = kill("delete", lasts);
        killed += code == ChildJvm.KILLED ? 1 : 0;
        look(client, store, code);
        if (left(store).isEmpty()) {
          client.create(b -> b.name(name).collections("crash")).join();
        }
      }
      try (JobProcess process = start("delete", LEASE_OF_SURVIVORS).begin()) {
        assertThat(process.end()).as("seed %d", seed).isEqualTo(JobProcess.DONE);
      }
      assertThat(left(store)).as("seed %d", seed).isEmpty();
    }

    /** Mostly while it works; now and then while it still looks around or waits. */
    private int kill(String action, Duration lasts) {
      try (JobProcess process = start(action, LEASE_OF_VICTIMS).begin()) {
        if (random.nextInt(5) > 0) {
          process.locked();
        }
        long nanos = (long) (random.nextDouble() * lasts.toNanos());
        int code = process.killAfter(Duration.ofNanos(nanos));
        if (code == ChildJvm.KILLED) {
          kills.incrementAndGet();
        }
        return code;
      }
    }

    private void look(BackupClient client, ObjectStore store, int code) {
      Intact.checkAll(client, store);
      boolean incomplete = client.list().incomplete().stream().anyMatch(i -> i.name().equals(name));
      assertThat(client.find(name).isPresent() && incomplete).as("seed %d", seed).isFalse();
      if (incomplete && code == ChildJvm.KILLED) {
        killsInTheMiddle.incrementAndGet();
      }
    }

    private JobProcess start(String action, Duration lease) {
      return JobProcess.start(place, action, name, "crash", lease);
    }

    private Map<String, Long> left(ObjectStore store) {
      return Intact.sizes(store, ObjectKey.of(name));
    }
  }
}
