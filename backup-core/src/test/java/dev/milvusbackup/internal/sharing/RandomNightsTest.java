package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.Mortal;
import dev.milvusbackup.internal.TimedStore;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random things happen to a Milvus and its incremental backups. No backup that is kept ever loses a
 * row, and what nothing refers to does not outlive a prune and its grace period.
 */
class RandomNightsTest {

  private static final int HISTORIES = Boolean.getBoolean("nightly") ? 600 : 120;
  private static final int STEPS = 30;

  private static final List<Step> STEPS_THAT_CAN_HAPPEN = List.of(Step.values());

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<Step, Integer> done = new EnumMap<>(Step.class);

  /** What can happen. */
  private enum Step {
    INSERT,
    DELETE_ROWS,
    UPSERT,
    COMPACT,
    CREATE,
    CREATE_AND_DIE,
    CREATE_AGAIN,
    DELETE_BACKUP,
    PRUNE,
    DIE_IN_A_PRUNE,
    DAY,
    RESTORE
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void everyBackupThatIsKeptBringsBackItsRows() {
    for (String version : List.of(InMemoryMilvus.V2_3_5, InMemoryMilvus.V2_6_19)) {
      for (int seed = 0; seed < HISTORIES / 2; seed++) {
        Night night = new Night(version, seed);
        try {
          night.run();
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError(version + ", seed " + seed + ": " + night.history, e);
        }
      }
    }
    assertThat(done.keySet()).containsExactly(Step.values());
    assertThat(done.values()).allMatch(count -> count >= HISTORIES / 2);
  }

  /** One history. */
  private final class Night {

    private final Random random;
    private final List<String> history = new ArrayList<>();
    private final TimedStore backups;
    private final ObjectStore storage;
    private final InMemoryMilvus milvus;
    private final Jobs jobs;
    private final Map<String, List<Object[]>> kept = new TreeMap<>();
    private int rows;
    private int names;

    Night(String version, int seed) {
      this.random = new Random(seed);
      ObjectStore bucket = InMemoryObjectStore.create();
      this.storage = bucket.withRoot("files");
      this.backups = new TimedStore(bucket.withRoot("backup"));
      this.milvus = new InMemoryMilvus(version, storage);
      this.jobs = jobs(backups, "live");
      milvus.collections().create(Jobs.BOOKS, SampleSchema.numbered().build());
      milvus.indexes().create(Jobs.BOOKS, SampleSchema.INDEX);
      insert(5);
    }

    private Jobs jobs(ObjectStore store, String name) {
      return new Jobs(
          milvus, storage, store, threads, name, () -> {}, new ConcurrentSkipListSet<>());
    }

    void run() {
      for (int i = 0; i < STEPS; i++) {
        Step step = STEPS_THAT_CAN_HAPPEN.get(random.nextInt(STEPS_THAT_CAN_HAPPEN.size()));
        history.add(step.name());
        done.merge(step, 1, Integer::sum);
        run(step);
      }
      kept.keySet().forEach(this::restore);
      names().forEach(jobs::delete);
      for (int i = 0; i < 3; i++) {
        jobs.prune();
        backups.advance(Duration.ofDays(2));
      }
      assertThat(keys()).allMatch(key -> key.path().startsWith(".probe/")); // of dead prunes
    }

    private void run(Step step) {
      switch (step) {
        case INSERT -> insert(1 + random.nextInt(5));
        case DELETE_ROWS -> deleteRows();
        case UPSERT -> upsert();
        case COMPACT -> compact();
        case CREATE -> create();
        case CREATE_AND_DIE -> die(dying -> dying.create("dead" + ++names));
        case CREATE_AGAIN -> leftover().ifPresent(this::createAgain);
        case DELETE_BACKUP -> any().ifPresent(this::deleteBackup);
        case PRUNE -> prune();
        case DIE_IN_A_PRUNE -> die(Jobs::prune);
        case DAY -> backups.advance(Duration.ofHours(13 + random.nextInt(24)));
        case RESTORE -> any().ifPresent(this::restore);
      }
    }

    private void insert(int count) {
      milvus.insert(
          Jobs.BOOKS,
          IntStream.range(rows, rows + count)
              .mapToObj(key -> SampleValues.row(milvus.schema(Jobs.BOOKS), key))
              .toArray(Object[][]::new));
      rows += count;
      flush();
    }

    private void deleteRows() {
      milvus.delete(Jobs.BOOKS, (long) random.nextInt(rows), (long) random.nextInt(rows));
      flush();
    }

    private void upsert() {
      milvus.upsert(Jobs.BOOKS, SampleValues.row(milvus.schema(Jobs.BOOKS), random.nextInt(rows)));
      flush();
    }

    private void compact() {
      milvus.compact(Jobs.BOOKS);
      milvus.clock().advance(Duration.ofSeconds(5));
      milvus.collectGarbage();
    }

    private void flush() {
      milvus.segments().flush(Jobs.BOOKS);
      milvus.clock().advance(Duration.ofSeconds(5));
    }

    private void create() {
      String name = "n" + ++names;
      jobs.create(name);
      kept.put(name, live());
    }

    private List<Object[]> live() {
      milvus.loading().release(Jobs.BOOKS);
      return Jobs.rows(milvus, Jobs.BOOKS);
    }

    /** A process dies at some call. The lease of its lock ends. */
    private void die(Consumer<Jobs> work) {
      Mortal mortal = new Mortal(backups, random.nextInt(60));
      try {
        work.accept(jobs(mortal, "dead" + ++names + "x"));
      } catch (Mortal.Killed e) {
        history.add("died");
      }
      keys().stream().filter(key -> key.path().contains("/lock.")).forEach(this::endLease);
      // One that had published its backup before it died has made one.
      jobs.list().stream()
          .filter(backup -> !kept.containsKey(backup.name()))
          .forEach(backup -> kept.put(backup.name(), live()));
    }

    private void endLease(ObjectKey lock) {
      byte[] json = SmallObject.read(backups, lock);
      LockRecord held = MetadataJson.read(json, LockRecord.class, "it");
      backups.put(lock, ObjectBody.of(MetadataJson.write(held.release())), PutMode.REPLACE);
    }

    /** It resumes. */
    private void createAgain(String name) {
      history.add(name);
      jobs.create(name);
      kept.put(name, live());
    }

    private Optional<String> leftover() {
      return names().stream().filter(name -> !kept.containsKey(name)).findFirst();
    }

    private void deleteBackup(String name) {
      jobs.delete(name);
      kept.remove(name);
    }

    private void prune() {
      SharedSpace space = jobs.prune();
      assertThat(space.bytes()).isGreaterThanOrEqualTo(space.bytesCondemned());
    }

    private void restore(String name) {
      SampleRows.assertSame(jobs.restore(name), kept.get(name));
    }

    private Optional<String> any() {
      List<String> all = List.copyOf(kept.keySet());
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private List<String> names() {
      return keys().stream()
          .map(key -> key.path().substring(0, key.path().indexOf('/')))
          .filter(name -> !name.startsWith("."))
          .distinct()
          .toList();
    }

    private List<ObjectKey> keys() {
      try (Stream<ObjectInfo> objects = backups.list(ObjectKey.ROOT)) {
        return objects.map(ObjectInfo::key).toList();
      }
    }
  }
}
