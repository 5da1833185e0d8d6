package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.testkit.internal.DevServers;
import io.milvus.v2.common.DataType;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.GetCollectionStatsReq;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import io.milvus.v2.service.utility.request.DescribeAliasReq;
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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restores in processes of their own are killed with SIGKILL at random moments, again and again,
 * and repeated until they are done. No half-filled collection may ever bear a target's name, no row
 * may be missing or double, and nothing may be left in the end. {@code -Dcrash.seed=N} repeats the
 * same moments.
 *
 * <p>Milvus 2.3.5 ends with a panic if a client vanishes while it is asked for the state of an
 * import (a nil pointer in its proxy). So each chain has a Milvus of its own, which is started
 * again then, as whatever looks after it in production would do; the restore has to finish
 * nevertheless. That it does is not left to chance: now and then Milvus is killed with the restore,
 * or alone. It may also end late, under the next restore. Such a one goes on when Milvus is back,
 * or fails and is repeated like a killed one.
 */
@Order(1)
class CrashRestoreIT {

  /**
   * What a Milvus that ended left of an import is told as failed when this has passed, 15 minutes
   * by default.
   */
  private static final String PROMPT = ",set.rootCoord.importTaskExpiration=30";

  private static final int KILLS = 48;
  private static final int CHAINS = 4;
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);
  private static final int MILVUS_TOO = 12;
  private static final int MILVUS_ALONE = 16;
  private static final int LOCKS_LOST = 5;
  private static final Duration CALM = Duration.ofMillis(500);
  private static final List<String> SOURCES = List.of("crashed_a", "crashed_b");

  private final long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger killsInTheMiddle = new AtomicInteger();
  private final AtomicInteger restores = new AtomicInteger();
  private final AtomicInteger milvusEnds = new AtomicInteger();
  private final AtomicInteger locksLost = new AtomicInteger();
  private final Queue<BackupManifest> manifests = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @Test
  void killedAtAnyMoment() {
    ExecutorService threads = Executors.newFixedThreadPool(CHAINS);
    try (DevServers servers =
            DevServers.start(
                "minio",
                "milvus:name=one,storage=local,set.dataCoord.enableCompaction=false" + PROMPT,
                "milvus:name=two,storage=local,set.dataCoord.enableCompaction=false" + PROMPT,
                "milvus:name=three,storage=minio" + PROMPT,
                "milvus:name=four,storage=minio" + PROMPT);
        MilvusUnderTest one = MilvusUnderTest.of(servers, "one");
        MilvusUnderTest two = MilvusUnderTest.of(servers, "two");
        MilvusUnderTest three = MilvusUnderTest.of(servers, "three");
        MilvusUnderTest four = MilvusUnderTest.of(servers, "four")) {
      List<MilvusUnderTest> all = List.of(one, two, three, four);
      all.forEach(CrashRestoreIT::prepare);
      String files = folder.toUri().toString();
      String bucket =
          one.minioEndpoint().toString().replace("http:", "minio:") + "/" + one.otherBucket();
      Stream.of(
              new Chain(1, servers, "one", one, files + "in-place"),
              new Chain(2, servers, "two", two, bucket + "/crashed-restore"),
              new Chain(3, servers, "three", three, files + "staged"),
              new Chain(4, servers, "four", four, bucket + "/crashed-restore-copied"))
          .map(chain -> CompletableFuture.runAsync(chain::run, threads))
          .toList()
          .forEach(CompletableFuture::join);
      for (MilvusUnderTest milvus : all) {
        manifests.forEach(
            manifest -> assertThat(milvus.staged(manifest)).as("seed %d", seed).isEmpty());
      }
    } finally {
      threads.shutdownNow();
      System.out.printf(
          "Seed %d: %d kills of %d restores, %d of them in the middle; Milvus ended %d times%n",
          seed, kills.get(), restores.get(), killsInTheMiddle.get(), milvusEnds.get());
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

  /** How a restore ended. */
  private enum Fate {
    KILLED,
    COMPLETE,
    INTERRUPTED
  }

  /** What is restored from one store, one after the other. */
  private final class Chain {

    private final DevServers servers;
    private final String server;
    private final MilvusUnderTest milvus;
    private final RestoreProcess.Order order;
    private final Random random;
    private final Map<String, SortedMap<String, String>> before = new TreeMap<>();
    private long pid;
    private boolean hasAlias;

    Chain(int number, DevServers servers, String server, MilvusUnderTest milvus, String backups) {
      this.servers = servers;
      this.server = server;
      this.milvus = milvus;
      this.pid = startIfGone();
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
      SOURCES.forEach(source -> before.put(source, rows(source)));
    }

    /** Milvus refuses queries until its query node knows of partitions that are new. */
    private SortedMap<String, String> rows(String source) {
      return await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptionsInstanceOf(MilvusClientException.class)
          .until(() -> Rows.of(milvus.client(), source, "id"), rows -> !rows.isEmpty());
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
          Fate fate = begin(ifExists);
          if (fate == Fate.KILLED) {
            killed++;
            if (random.nextInt(MILVUS_TOO) == 0) {
              servers.command("kill " + server);
            }
          }
          awaitCalm();
          if (fate == Fate.COMPLETE) {
            finished(store);
          } else {
            look(store);
          }
          if (fate == Fate.COMPLETE || isDone(store)) {
            ifExists = IfExists.REPLACE; // from now on what is complete is in danger
          }
        }
        while (!complete(ifExists)) {
          awaitCalm();
        }
        awaitCalm();
        finished(store);
      }
    }

    /** Killed mostly while it works; now and then while it still looks around or waits. */
    private Fate begin(IfExists ifExists) {
      try (RestoreProcess process = RestoreProcess.start(order, ifExists).begin()) {
        if (random.nextInt(6) > 0) {
          process.working();
        }
        long nanos = (long) (random.nextDouble() * LONGEST_LIFE.toNanos());
        if (random.nextInt(MILVUS_ALONE) == 0) {
          servers.command("kill " + server);
        } else if (process.killAfter(Duration.ofNanos(nanos))) {
          kills.incrementAndGet();
          return Fate.KILLED;
        }
        return isComplete(process) ? Fate.COMPLETE : Fate.INTERRUPTED;
      }
    }

    private boolean complete(IfExists ifExists) {
      try (RestoreProcess process = RestoreProcess.start(order, ifExists).begin()) {
        return isComplete(process);
      }
    }

    /**
     * It has to be, unless Milvus has ended under it, or the store, on a busy machine, has for once
     * not taken a sign of life for as long as the short lease.
     */
    private boolean isComplete(RestoreProcess process) {
      long before = pid;
      int code = process.end(this::keepMilvusUp);
      keepMilvusUp();
      if (code == RestoreProcess.LOCK_LOST) {
        assertThat(locksLost.incrementAndGet()).as("seed %d", seed).isLessThan(LOCKS_LOST);
      } else if (pid == before) {
        assertThat(code).as("seed %d", seed).isEqualTo(RestoreProcess.COMPLETE);
      }
      return code == RestoreProcess.COMPLETE;
    }

    /** Until Milvus has been there for a while. */
    private void awaitCalm() {
      await()
          .during(CALM)
          .atMost(Duration.ofMinutes(2))
          .pollInterval(CALM.dividedBy(5))
          .until(this::isTheSame);
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(
              () ->
                  Rows.of(milvus.client(), SOURCES.get(0), "id")
                      .equals(before.get(SOURCES.get(0))));
    }

    private boolean isTheSame() {
      long before = pid;
      keepMilvusUp();
      return pid == before;
    }

    private void keepMilvusUp() {
      long now = startIfGone();
      if (now != pid) {
        milvusEnds.incrementAndGet();
        pid = now;
      }
    }

    private long startIfGone() {
      return servers.command("start " + server).path("pid").asLong();
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
      requireAlias();
    }

    /** The first one that is restored gets it; from then on it goes over to what replaces it. */
    private void requireAlias() {
      String alias = "live" + order.suffix();
      String target = target(SOURCES.get(0));
      if (!hasAlias) {
        milvus
            .client()
            .createAlias(CreateAliasReq.builder().alias(alias).collectionName(target).build());
        hasAlias = true;
      }
      assertThat(Rows.of(milvus.client(), alias, "id"))
          .as("seed %d", seed)
          .isEqualTo(before.get(SOURCES.get(0)));
      assertThat(
              milvus
                  .client()
                  .describeAlias(DescribeAliasReq.builder().alias(alias).build())
                  .getCollectionName())
          .as("seed %d", seed)
          .isEqualTo(target);
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
