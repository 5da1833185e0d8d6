package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.Mortal;
import dev.milvusbackup.internal.TimedStore;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Real jobs in several processes on one store, one step at a time.
 *
 * <p>At the end every backup that is listed has to bring back its rows, and after all backups are
 * deleted, nothing shared may remain.
 */
final class SharingWorld implements Explorer.World {

  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Prepared prepared;
  private final TimedStore timed;
  private final ExecutorService threads;
  private final List<SteppedActor> actors = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private final Set<String> kept = new ConcurrentSkipListSet<>(); // creates that succeeded
  private Optional<SteppedActor> mortal = Optional.empty();
  private Optional<SteppedActor> successful = Optional.empty();
  private Optional<String> sleeper = Optional.empty();
  private boolean awake = true;
  private int days;

  /**
   * What was there before.
   *
   * @param rows those of all backups
   */
  record Prepared(InMemoryMilvus milvus, ObjectStore bucket, List<Object[]> rows) {

    ObjectStore storage() {
      return bucket.withRoot("files");
    }

    ObjectStore backups() {
      return bucket.withRoot("backup");
    }
  }

  SharingWorld(Prepared prepared, ExecutorService threads) {
    this.threads = threads;
    this.prepared = prepared;
    this.timed = new TimedStore(prepared.bucket().withRoot("run" + COUNT.incrementAndGet()));
    List<ObjectInfo> all;
    try (Stream<ObjectInfo> objects = prepared.backups().list(ObjectKey.ROOT)) {
      all = objects.toList();
    }
    all.forEach(o -> timed.copyFrom(prepared.backups(), o, o.key()));
  }

  /** Time passes for the store, and the jobs that are running sleep meanwhile. */
  SharingWorld asleep() {
    awake = false;
    return this;
  }

  /** The same, and a process loses its lock meanwhile. */
  SharingWorld asleepWithoutLock(String name) {
    sleeper = Optional.of(name);
    return asleep();
  }

  @SafeVarargs
  final SharingWorld actor(String name, String own, Consumer<Jobs>... script) {
    return faulty(name, own, store -> store, script);
  }

  /**
   * Adds a process.
   *
   * @param own the backup that only this process writes
   * @param fault what it does to the store or sees of it instead of what is so
   */
  @SafeVarargs
  final SharingWorld faulty(
      String name, String own, UnaryOperator<ObjectStore> fault, Consumer<Jobs>... script) {
    SteppedActor actor =
        new SteppedActor(
            name,
            List.of(own + "/"),
            timed,
            trace,
            threads,
            self -> {
              Runnable passage = () -> self.step("lets two days pass", this::twoDaysPass);
              Jobs jobs = jobs(fault.apply(self.store()), name, passage);
              for (Consumer<Jobs> part : script) {
                part.accept(jobs);
                self.forget();
              }
            });
    actors.add(actor);
    actor.start();
    return this;
  }

  /** The last process has no reason to fail. */
  SharingWorld mustSucceed() {
    successful = Optional.of(actors.get(actors.size() - 1));
    return this;
  }

  /** The last process is already about to write its pin. */
  SharingWorld ahead() {
    SteppedActor last = actors.get(actors.size() - 1);
    while (!last.isAbout("put .shared/pins")) {
      last.next();
    }
    return this;
  }

  /** The last process may be killed at any of its steps. */
  SharingWorld mortal() {
    mortal = Optional.of(actors.get(actors.size() - 1));
    return this;
  }

  private void losesLock(String name) {
    running().stream().filter(actor -> actor.isNamed(name)).forEach(SteppedActor::loseLock);
  }

  private Jobs jobs(ObjectStore store, String name, Runnable passage) {
    return new Jobs(prepared.milvus(), prepared.storage(), store, threads, name, passage, kept);
  }

  /** Jobs that are awake renew their pins. */
  private void twoDaysPass() {
    timed.advance(TWO_DAYS);
    days++;
    sleeper.ifPresent(this::losesLock);
    if (awake) {
      keys(".shared/pins").stream()
          .filter(pin -> running().stream().anyMatch(actor -> actor.owns(pin)))
          .forEach(timed::touch);
    }
  }

  private List<ObjectKey> keys(String directory) {
    try (Stream<ObjectInfo> objects =
        timed.list(directory.isEmpty() ? ObjectKey.ROOT : ObjectKey.of(directory))) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private List<SteppedActor> running() {
    return actors.stream().filter(actor -> !actor.ended()).toList();
  }

  @Override
  public int choices() {
    int running = running().size();
    boolean canDie = mortal.filter(actor -> !actor.ended()).isPresent();
    return running + (canDie ? 1 : 0);
  }

  @Override
  public void go(int choice) {
    List<SteppedActor> running = running();
    if (choice < running.size()) {
      running.get(choice).next();
    } else {
      trace.add("killed");
      mortal.orElseThrow().kill();
      mortal = Optional.empty();
    }
  }

  @Override
  public String state() {
    StringBuilder state = new StringBuilder();
    actors.forEach(actor -> state.append(actor.state()).append(' '));
    return state.append(days).append('\n').append(StoreState.of(timed, this::age)).toString();
  }

  /** In days, and whether it is older than the last marker: nothing else is looked at. */
  private String age(ObjectKey key) {
    boolean mark = key.path().contains("/meta/deleted.") || key.path().contains("/meta/adopted.");
    if (!mark && !key.path().startsWith(".shared/")) {
      return "";
    }
    return key.path().startsWith(".shared/roots/")
        ? (timed.written(key).isBefore(timed.marker()) ? "-" : "+")
        : Long.toString(Duration.between(timed.written(key), timed.now()).toDays());
  }

  @Override
  public void check() {
    try {
      actors.forEach(actor -> actor.failure().ifPresent(SharingWorld::requireKnown));
      successful
          .flatMap(SteppedActor::failure)
          .ifPresent(
              failure -> {
                throw new AssertionError("It failed", failure);
              });
      Jobs last = jobs(timed, "last", () -> {});
      List<String> listed = last.list().backups().stream().map(BackupSummary::name).toList();
      assertThat(listed).containsAll(kept);
      for (String name : listed) {
        SampleRows.assertSame(last.restore(name), prepared.rows());
      }
      checkNothingRemains(last);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("After\n  " + String.join("\n  ", trace), e);
    }
  }

  /** The leases of processes that were killed have ended by then. */
  private void checkNothingRemains(Jobs last) {
    timed.delete(keys("").stream().filter(k -> k.path().contains("/lock.")).toList());
    keys("").stream()
        .map(key -> key.path().substring(0, key.path().indexOf('/')))
        .filter(name -> !name.startsWith("."))
        .distinct()
        .forEach(last::delete);
    for (int i = 0; i < 3; i++) {
      timed.advance(TWO_DAYS);
      last.prune();
    }
    assertThat(keys("")).allMatch(key -> key.path().startsWith(".probe/"));
  }

  private static void requireKnown(Throwable failure) {
    if (!(failure instanceof BackupException) && !(failure instanceof Mortal.Killed)) {
      throw new AssertionError("Not of our kind", failure);
    }
  }

  @Override
  public void close() {
    running().forEach(SteppedActor::kill);
    timed.delete(keys(""));
  }
}
