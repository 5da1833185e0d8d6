package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.utility.request.CompactReq;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random things happen to a real Milvus on MinIO and to its backups. Every backup that is kept
 * brings back its rows, and nothing unreferenced outlives a prune and its grace period.
 */
@Tag(Tier.SLOW)
class RandomNightsIT {

  private static final int HISTORIES = Tier.length(1, 24);
  private static final int STEPS = 16; // two creates, and each step once;
  private static final int FEWEST = Tier.length(1, 8);
  private static final long SEED =
      Long.getLong("crash.seed", Tier.isNightly() ? System.nanoTime() : 18L);
  private static final String NAME = "nights";

  private static MilvusUnderTest milvus;

  private final List<Step> deck = new ArrayList<>();
  private final Map<Step, Integer> counts = new TreeMap<>();

  /** What can happen. */
  private enum Step {
    CREATE,
    INSERT,
    DELETE_ROWS,
    CREATE_FULL,
    DELETE,
    PRUNE,
    TWO_DAYS,
    DIE_IN_CREATE,
    COMPACT,
    UNDELETE,
    ADOPT,
    COPY,
    RESTORE,
    VERIFY
  }

  private static final List<Step> POSSIBLE = List.of(Step.values());

  @BeforeAll
  static void connect() {
    milvus = MilvusUnderTest.onMinio();
  }

  @AfterAll
  static void stop() {
    milvus.close();
  }

  @Test
  void everyBackupThatIsKeptBringsBackItsRows() {
    for (int i = 0; i < HISTORIES; i++) {
      Night night = new Night(NAME + i, new Random(SEED + i));
      try {
        night.run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("Seed " + SEED + ", history " + i + ": " + night.history, e);
      }
    }
    System.out.printf("Seed %d: %d histories%nSteps: %s%n", SEED, HISTORIES, counts);
    assertThat(counts).containsOnlyKeys(Step.values());
    assertThat(counts.values()).allMatch(count -> count >= FEWEST);
  }

  /** One history. */
  private final class Night {

    private final Random random;
    private final String collection;
    private final List<String> history = new ArrayList<>();
    private final Map<String, SortedMap<String, String>> full = new TreeMap<>();
    private final Map<String, SortedMap<String, String>> incremental = new TreeMap<>();
    private final Map<String, SortedMap<String, String>> deleted = new TreeMap<>();
    private final Sample sample;
    private long rows;
    private int names;

    private final AgingStore store =
        new AgingStore(milvus.bucket(milvus.otherBucket(), "nights-" + UUID.randomUUID()));
    private final BackupClient backups = client(store);

    Night(String collection, Random random) {
      this.collection = collection;
      this.random = random;
      this.sample = Sample.shape(collection).create(milvus.client());
      insert();
    }

    private BackupClient client(ObjectStore of) {
      return milvus
          .backupClient()
          .backupStorage(of)
          .limits(limits -> limits.lockLease(Duration.ofSeconds(3)))
          .build();
    }

    void run() {
      List<Step> next = new ArrayList<>(List.of(Step.CREATE, Step.CREATE_FULL));
      while (next.size() < STEPS) {
        next.add(draw());
      }
      next.forEach(this::happen);
      end();
      backups.close();
      store.close();
    }

    /** Every step comes as often as the others, in random order. */
    private Step draw() {
      if (deck.isEmpty()) {
        deck.addAll(POSSIBLE);
        Collections.shuffle(deck, random);
      }
      return deck.remove(deck.size() - 1);
    }

    private void happen(Step step) {
      history.add(step.name());
      counts.merge(step, 1, Integer::sum);
      switch (step) {
        case INSERT -> insert();
        case DELETE_ROWS -> sample.delete(random.nextInt((int) rows), 3);
        case COMPACT -> compact();
        case CREATE -> incremental.put(create(true), live());
        case CREATE_FULL -> full.put(create(false), live());
        case ADOPT -> adopt();
        case COPY -> copy();
        case DELETE -> delete();
        case UNDELETE -> undelete();
        case PRUNE -> prune();
        case TWO_DAYS -> store.twoDaysPass();
        case DIE_IN_CREATE -> dieInCreate();
        case RESTORE -> any(all()).forEach(this::restore);
        case VERIFY -> any(all()).forEach(this::verify);
      }
    }

    private void insert() {
      sample.insert(rows, 20);
      rows += 20;
      sample.flush();
    }

    private void compact() {
      milvus.client().compact(CompactReq.builder().collectionName(collection).build());
    }

    private String create(boolean asIncremental) {
      String name = "night" + ++names;
      backups.create(b -> b.name(name).collections(collection).incremental(asIncremental)).join();
      return name;
    }

    private SortedMap<String, String> live() {
      return Rows.of(milvus.client(), collection, "id");
    }

    private void adopt() {
      for (String name : any(full.keySet())) {
        backups.adopt(name).join();
        incremental.put(name, full.remove(name));
      }
    }

    private void copy() {
      for (String name : any(incremental.keySet())) {
        String as = "copy" + ++names;
        backups.materialize(name, as).join();
        full.put(as, incremental.get(name));
      }
    }

    private void delete() {
      for (String name : any(all())) {
        delete(name);
      }
    }

    private void delete(String name) {
      boolean undeletable = backups.delete(name).join().undeletable();
      assertThat(undeletable).isEqualTo(incremental.containsKey(name));
      if (undeletable) {
        deleted.put(name, incremental.remove(name));
      } else {
        full.remove(name);
      }
    }

    private void undelete() {
      for (String name : any(deleted.keySet())) {
        backups.undelete(name).join();
        incremental.put(name, deleted.remove(name));
      }
    }

    /** What was deleted two days ago is gone. */
    private void prune() {
      List<String> due = deletedBefore();
      backups.prune(p -> p.unreferencedOnly()).join();
      deleted.keySet().removeAll(due);
      assertThat(backups.list().deleted()).containsExactlyInAnyOrderElementsOf(deleted.keySet());
    }

    private List<String> deletedBefore() {
      Instant oldest = store.now().minus(Duration.ofDays(1));
      return deleted.keySet().stream()
          .filter(name -> store.lastWrite(ObjectKey.of(name)).isBefore(oldest))
          .toList();
    }

    /** The process can no longer write at some call, and the lease of its lock ends. */
    private void dieInCreate() {
      String name = "dead" + ++names;
      AtomicInteger writes = new AtomicInteger(1 + random.nextInt(12));
      FaultyObjectStore dying =
          FaultyObjectStore.over(store)
              .failWhen(
                  call -> isWrite(call) && writes.getAndDecrement() <= 0,
                  () -> new StoreAccessDeniedException("Cannot write: the process is dead."));
      try (BackupClient client = client(dying)) {
        client.create(b -> b.name(name).collections(collection).incremental(true)).join();
      } catch (CompletionException e) {
        history.add("died");
      }
      if (backups.find(name).isPresent()) {
        incremental.put(name, live());
      }
    }

    private static boolean isWrite(StoreCall call) {
      return call.is(Operation.PUT) || call.is(Operation.COPY) || call.is(Operation.DELETE);
    }

    private void restore(String name) {
      String suffix = "_" + ++names;
      backups.restore(r -> r.backup(name).suffix(suffix)).join();
      assertThat(Rows.of(milvus.client(), collection + suffix, "id")).isEqualTo(rows(name));
      milvus
          .client()
          .dropCollection(DropCollectionReq.builder().collectionName(collection + suffix).build());
    }

    private void verify(String name) {
      assertThat(backups.verify(v -> v.backup(name).depth(VerifyDepth.CONTENT)).join().findings())
          .isEmpty();
    }

    private SortedMap<String, String> rows(String name) {
      return full.containsKey(name) ? full.get(name) : incremental.get(name);
    }

    private List<String> all() {
      return Stream.concat(full.keySet().stream(), incremental.keySet().stream()).toList();
    }

    /** One of them, if any. */
    private List<String> any(Collection<String> names) {
      List<String> list = List.copyOf(names);
      return list.isEmpty() ? list : List.of(list.get(random.nextInt(list.size())));
    }

    private void end() {
      all().forEach(this::restore);
      all().forEach(this::delete);
      backups.list().incomplete().forEach(leftover -> backups.delete(leftover.name()).join());
      for (int i = 0; i < 3; i++) {
        store.twoDaysPass();
        prune();
      }
      try (Stream<ObjectInfo> objects = store.list(ObjectKey.ROOT)) {
        assertThat(objects.map(ObjectInfo::key)).allMatch(key -> key.path().startsWith(".probe/"));
      }
    }
  }
}
