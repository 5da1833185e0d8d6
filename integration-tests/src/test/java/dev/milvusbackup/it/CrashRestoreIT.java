package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.IfExists;
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
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
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
 * nevertheless. That it does is not left to chance: every tenth restore or so Milvus is killed with
 * the restore, or alone. It may also end late, under the next restore or while this test looks at
 * it. Such a restore goes on when Milvus is back, or fails and is repeated like a killed one; what
 * the test wanted to see it looks at again then.
 */
@Tag(Tier.SLOW)
@Order(1)
class CrashRestoreIT {

  /**
   * What a Milvus that ended left of an import is told as failed when this has passed, 15 minutes
   * by default.
   */
  private static final String PROMPT = ",set.rootCoord.importTaskExpiration=30";

  /** MinIO, and one Milvus for each chain. */
  private static final List<String> SERVERS =
      List.of(
          "minio",
          "milvus:name=one,storage=local,set.dataCoord.enableCompaction=false" + PROMPT,
          "milvus:name=two,storage=minio" + PROMPT,
          "milvus:name=three,storage=local,set.dataCoord.enableCompaction=false" + PROMPT,
          "milvus:name=four,storage=minio" + PROMPT);

  private static final List<String> NAMES = List.of("one", "two", "three", "four");
  private static final int CHAINS = Tier.length(2, 4);
  private static final int KILLS = Tier.length(12, 48);
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);

  /**
   * Of the restores of a chain, each how many-th meets a Milvus that is killed, and which first.
   */
  private static final int MILVUS_TOO = 10;

  private static final int FIRST_TOO = 3;
  private static final int MILVUS_ALONE = 12;
  private static final int FIRST_ALONE = 1;
  private static final Duration CALM = Duration.ofMillis(500);
  private static final List<String> SOURCES = List.of("crashed_a", "crashed_b");

  private final long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger killsInTheMiddle = new AtomicInteger();
  private final AtomicInteger restores = new AtomicInteger();
  private final AtomicInteger milvusEnds = new AtomicInteger();
  private final Queue<BackupManifest> manifests = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @Test
  void killedAtAnyMoment() {
    ExecutorService threads = Executors.newFixedThreadPool(CHAINS);
    String[] wanted = SERVERS.subList(0, CHAINS + 1).toArray(String[]::new);
    try (DevServers servers = DevServers.start(wanted)) {
      List<Chain> chains = chains(servers);
      chains.stream()
          .map(chain -> CompletableFuture.runAsync(chain::run, threads))
          .toList()
          .forEach(CompletableFuture::join);
      for (Chain chain : chains) {
        manifests.forEach(
            manifest -> assertThat(chain.milvus.staged(manifest)).as("seed %d", seed).isEmpty());
        chain.milvus.close();
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

  /** Read in place; streamed into the bucket of Milvus, or its folder; copied within MinIO. */
  private List<Chain> chains(DevServers servers) {
    String files = folder.toUri().toString();
    return IntStream.range(0, CHAINS)
        .mapToObj(
            i -> {
              String name = NAMES.get(i);
              MilvusUnderTest milvus = MilvusUnderTest.of(servers, name);
              String minio = milvus.minioEndpoint().toString().replace("http:", "minio:");
              return new Chain(
                  i + 1,
                  servers,
                  name,
                  milvus,
                  i < 2 ? files + name : minio + "/" + milvus.otherBucket() + "/" + name);
            })
        .toList();
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
      prepare(milvus);
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
    private SortedMap<String, String> rows(String collection) {
      return see(() -> Rows.of(milvus.client(), collection, "id"));
    }

    /**
     * What the test's own client sees of Milvus. If Milvus ends meanwhile, which it may do late, it
     * is started, and looked at again when its rows are back.
     */
    private <T> T see(Supplier<T> question) {
      return await()
          .ignoreExceptionsInstanceOf(MilvusClientException.class)
          .until(
              () -> {
                if (!isTheSame()) {
                  awaitCalm();
                }
                T seen = question.get();
                return isTheSame() ? Optional.of(seen) : Optional.<T>empty();
              },
              Optional::isPresent)
          .orElseThrow();
    }

    void run() {
      try (ObjectStore milvusStorage = milvus.storage();
          ObjectStore store = order.at().openBackups();
          BackupClient client =
              BackupClient.builder()
                  .milvus(milvus.connection())
                  .milvusStorage(milvusStorage)
                  .backupStorage(store)
                  .build()) {
        manifests.add(
            client.create(b -> b.name(order.backup()).collections(SOURCES)).join().manifest());
        int killed = 0;
        IfExists ifExists = IfExists.FAIL;
        for (int begun = 0; killed < KILLS / CHAINS; begun++) {
          Fate fate = begin(ifExists, begun % MILVUS_ALONE == FIRST_ALONE);
          killed += fate == Fate.KILLED ? 1 : 0;
          if (fate == Fate.KILLED && begun % MILVUS_TOO == FIRST_TOO) {
            servers.command("kill " + server);
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
    private Fate begin(IfExists ifExists, boolean milvusAlone) {
      try (RestoreProcess process =
          RestoreProcess.start(order, ifExists, RestoreProcess.LEASE_OF_VICTIMS).begin()) {
        if (random.nextInt(6) > 0) {
          process.working();
        }
        long nanos = (long) (random.nextDouble() * LONGEST_LIFE.toNanos());
        if (milvusAlone) {
          servers.command("kill " + server);
        } else if (process.killAfter(Duration.ofNanos(nanos))) {
          kills.incrementAndGet();
          return Fate.KILLED;
        }
        return ended(process, true);
      }
    }

    private boolean complete(IfExists ifExists) {
      try (RestoreProcess process =
          RestoreProcess.start(order, ifExists, RestoreProcess.LEASE_OF_SURVIVORS).begin()) {
        return ended(process, false) == Fate.COMPLETE;
      }
    }

    /**
     * It has to complete, unless Milvus has ended under it. One that was to be killed has a lease
     * so short that a store on a busy machine may outlast it: it then ends by itself.
     */
    private Fate ended(RestoreProcess process, boolean mayLoseItsLock) {
      long before = pid;
      int code = process.end(this::keepMilvusUp);
      keepMilvusUp();
      if (pid == before && !(mayLoseItsLock && code == RestoreProcess.LOCK_LOST)) {
        assertThat(code).as("seed %d", seed).isEqualTo(RestoreProcess.COMPLETE);
      }
      return code == RestoreProcess.COMPLETE ? Fate.COMPLETE : Fate.INTERRUPTED;
    }

    /** Until Milvus has been there for a while. */
    private void awaitCalm() {
      await().during(CALM).pollInterval(CALM.dividedBy(5)).until(this::isTheSame);
      if (before.isEmpty()) {
        return;
      }
      await()
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
      List<String> all = see(milvus::collections);
      for (String source : SOURCES) {
        if (all.contains(target(source))) {
          assertThat(see(() -> rowsIn(target(source))))
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
      return see(milvus::collections).containsAll(SOURCES.stream().map(this::target).toList())
          && ledgers(store).stream().allMatch(key -> key.contains("/lock."));
    }

    private void finished(ObjectStore store) {
      restores.incrementAndGet();
      for (String source : SOURCES) {
        assertThat(rows(target(source))).as("seed %d", seed).isEqualTo(before.get(source));
        assertThat(see(() -> Described.of(milvus.client(), target(source))))
            .isEqualTo(see(() -> Described.of(milvus.client(), source)));
      }
      assertThat(see(milvus::collections)).as("seed %d", seed).noneMatch(this::isHalfDone);
      assertThat(ledgers(store)).as("seed %d", seed).isEmpty();
      requireAlias();
    }

    /** The first one that is restored gets it; from then on it goes over to what replaces it. */
    private void requireAlias() {
      String alias = "live" + order.suffix();
      String target = target(SOURCES.get(0));
      if (!hasAlias) {
        see(() -> ownerOf(alias).or(() -> give(alias, target)));
        hasAlias = true;
      }
      assertThat(rows(alias)).as("seed %d", seed).isEqualTo(before.get(SOURCES.get(0)));
      assertThat(see(() -> ownerOf(alias))).as("seed %d", seed).contains(target);
    }

    private Optional<String> ownerOf(String alias) {
      DescribeAliasReq request = DescribeAliasReq.builder().alias(alias).build();
      try {
        return Optional.of(milvus.client().describeAlias(request).getCollectionName());
      } catch (MilvusClientException e) {
        return Optional.empty(); // there is none yet
      }
    }

    private Optional<String> give(String alias, String target) {
      milvus
          .client()
          .createAlias(CreateAliasReq.builder().alias(alias).collectionName(target).build());
      return Optional.of(target);
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
