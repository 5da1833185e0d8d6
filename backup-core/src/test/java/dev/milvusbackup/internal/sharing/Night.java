package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.error.PruneRefusedException;
import dev.milvusbackup.internal.Mortal;
import dev.milvusbackup.internal.TimedStore;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Milvus and its backups, with all that happens to them in a history. */
final class Night {

  private static final Duration GRACE_PERIOD = Duration.ofDays(1);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String RETAINED = "RETENTION that deletes";

  /** What has to happen in a number of histories: every step, and a death in each kind of job. */
  static final List<String> COUNTED =
      Stream.concat(
              Stream.of(RETAINED),
              Arrays.stream(Step.values())
                  .flatMap(
                      step ->
                          step.name().startsWith("DIE_")
                              ? Stream.of(step.name(), died(step.name()))
                              : Stream.of(step.name())))
          .toList();

  private final ExecutorService threads;
  private final List<String> done = new ArrayList<>();
  private final ExpectedBackups expected = new ExpectedBackups();
  private final Set<String> halfDeleted = new TreeSet<>();
  private final TimedStore backups;
  private final ObjectStore storage;
  private final InMemoryMilvus milvus;
  private final Jobs jobs;
  private boolean pruneDied;
  private int rows;
  private int names;

  /**
   * A history.
   *
   * @param clock how far the clock of the store is ahead of that of the machine
   */
  Night(String version, Duration clock, ExecutorService threads) {
    this.threads = threads;
    ObjectStore bucket = InMemoryObjectStore.create();
    this.storage = bucket.withRoot("files");
    this.backups = new TimedStore(bucket.withRoot("backup"), Instant.now().plus(clock));
    this.milvus = new InMemoryMilvus(version, storage);
    this.jobs = jobs(backups, "live");
    milvus.collections().create(Jobs.BOOKS, SampleSchema.numbered().build());
    milvus.indexes().create(Jobs.BOOKS, SampleSchema.INDEX);
    insert(5);
  }

  private Jobs jobs(ObjectStore store, String name) {
    return new Jobs(milvus, storage, store, threads, name, () -> {}, new ConcurrentSkipListSet<>());
  }

  /** A step without a subject is left out. */
  void happen(Step step, int choice) {
    if (step.isPossible(this)) {
      done.add(step.name());
      step.happen(this, choice);
      expected.require(jobs.list());
    }
  }

  /** What has happened, to be counted. */
  List<String> done() {
    return done;
  }

  /** Every backup brings back its rows. Once all are deleted and pruned, nothing is left. */
  void end() {
    while (!deleted().isEmpty()) {
      undelete(0);
    }
    expected.kept().forEach(name -> restore(name));
    expected.kept().forEach(this::delete);
    for (int i = 0; i < 3; i++) {
      backups.advance(Duration.ofDays(2));
      prune();
    }
    leftovers(name -> true).forEach(jobs::delete);
    assertThat(keys()).allMatch(key -> key.path().startsWith(".probe/")); // of dead prunes
  }

  /** The expected backups, and all that the store holds. */
  String content() {
    return expected
        + ": "
        + keys().stream().filter(key -> !key.path().startsWith(".probe/")).sorted().toList();
  }

  // What can be a subject of a step.

  List<String> kept() {
    return expected.kept();
  }

  List<String> deleted() {
    return expected.deleted();
  }

  List<String> full() {
    return expected.ofKind(true);
  }

  List<String> incremental() {
    return expected.ofKind(false);
  }

  List<String> interrupted() {
    return leftovers(name -> !name.startsWith("copy") && !halfDeleted.contains(name));
  }

  List<String> interruptedCopies() {
    return leftovers(name -> name.startsWith("copy") && !halfDeleted.contains(name));
  }

  List<String> halfDeleted() {
    return leftovers(halfDeleted::contains);
  }

  private static String pick(List<String> subjects, int choice) {
    return subjects.get(choice % subjects.size());
  }

  // What happens to Milvus.

  void insert(int count) {
    milvus.insert(
        Jobs.BOOKS,
        IntStream.range(rows, rows + count)
            .mapToObj(key -> SampleValues.row(milvus.schema(Jobs.BOOKS), key))
            .toArray(Object[][]::new));
    rows += count;
  }

  void deleteRows(int choice) {
    milvus.delete(Jobs.BOOKS, (long) choice % rows, choice * 7L % rows);
  }

  void upsert(int choice) {
    milvus.upsert(Jobs.BOOKS, SampleValues.row(milvus.schema(Jobs.BOOKS), choice % rows));
  }

  void flush() {
    milvus.segments().flush(Jobs.BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  void compact() {
    milvus.compact(Jobs.BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
    milvus.collectGarbage();
  }

  private List<Object[]> live() {
    milvus.loading().release(Jobs.BOOKS);
    return Jobs.rows(milvus, Jobs.BOOKS);
  }

  // What happens to the backups.

  void create() {
    createAgain("night" + ++names);
  }

  void createFull() {
    String name = "full" + ++names;
    jobs.createFull(name);
    expected.add(name, live(), true);
  }

  void createAgain(int choice) {
    createAgain(pick(interrupted(), choice));
  }

  void createOverDeleted(int choice) {
    createAgain(pick(deleted(), choice));
  }

  private void createAgain(String name) {
    jobs.create(name);
    expected.add(name, live(), false);
  }

  void adopt(int choice) {
    String name = pick(full(), choice);
    jobs.adopt(name);
    expected.adopted(name);
  }

  void copy(int choice) {
    copy(choice, "copy" + ++names);
  }

  void copyAgain(int choice) {
    if (!incremental().isEmpty()) {
      copy(choice, pick(interruptedCopies(), choice));
    }
  }

  private void copy(int choice, String as) {
    String name = pick(incremental(), choice);
    jobs.materialize(name, as);
    expected.add(as, expected.rows(name), true);
  }

  void delete(int choice) {
    delete(pick(kept(), choice));
  }

  private void delete(String name) {
    jobs.delete(name);
    expected.delete(name, backups.now());
  }

  void deleteAgain(int choice) {
    jobs.delete(pick(halfDeleted(), choice));
  }

  /** A prune that has died may have announced removals, so another one has to end first. */
  void undelete(int choice) {
    String name = pick(deleted(), choice);
    if (pruneDied) {
      prune();
    }
    if (deleted().contains(name)) {
      jobs.undelete(name);
      expected.undeleted(name);
    }
  }

  void prune() {
    List<String> due = expected.expire(backups.now().minus(GRACE_PERIOD));
    SharedSpace space = jobs.prune();
    pruneDied = false;
    assertThat(space.bytes()).isGreaterThanOrEqualTo(space.bytesCondemned());
    assertThat(jobs.list().deleted()).noneMatch(due::contains);
  }

  /** It refuses unless the clocks agree. */
  void retain() {
    PruneRequest request = PruneRequest.builder().allBackups().keepLast(2).build();
    if (Duration.between(Instant.now(), backups.now()).abs().compareTo(TOLERANCE) < 0) {
      done.add(RETAINED);
      PruneReport report = jobs.prune(request);
      report.deleted().stream()
          .map(DeleteReport::name)
          .forEach(name -> expected.delete(name, backups.now()));
    } else {
      List<ObjectKey> before = keys();
      assertThatThrownBy(() -> jobs.prune(request))
          .isInstanceOf(PruneRefusedException.class)
          .hasMessageMatching(
              "Cannot prune: this machine says that it is .*, and .* says .*\\. Correct the clock that is wrong, since retention goes by time\\.");
      assertThat(keys()).isEqualTo(before);
    }
  }

  void verify(int choice) {
    assertThat(jobs.verify(pick(kept(), choice))).isEmpty();
  }

  void restore(int choice) {
    restore(pick(kept(), choice));
  }

  private void restore(String name) {
    SampleRows.assertSame(jobs.restore(name), expected.rows(name));
  }

  /** Never two steps that make a grace period to the minute. */
  void day(int choice) {
    backups.advance(Duration.ofHours(13 + 2L * (choice % 12)));
  }

  // Processes that die.

  void dieInCreate(int choice) {
    String name = "dead" + ++names;
    die(choice, dying -> dying.create(name));
    if (isListed(name)) {
      expected.add(name, live(), false);
    }
  }

  void dieInAdopt(int choice) {
    String name = pick(full(), choice);
    die(choice % 25, dying -> dying.adopt(name));
    boolean adopted =
        jobs.list().backups().stream().anyMatch(b -> b.name().equals(name) && b.incremental());
    if (adopted) {
      expected.adopted(name);
    }
  }

  void dieInCopy(int choice) {
    String name = pick(incremental(), choice);
    String as = "copy" + ++names;
    die(choice % 25, dying -> dying.materialize(name, as));
    if (isListed(as)) {
      expected.add(as, expected.rows(name), true);
    }
  }

  void dieInDelete(int choice) {
    String name = pick(kept(), choice);
    die(choice % 6, dying -> dying.delete(name));
    if (!isListed(name)) {
      expected.delete(name, backups.now());
      halfDeleted.add(name);
    }
  }

  void dieInUndelete(int choice) {
    String name = pick(deleted(), choice);
    die(choice % 6, dying -> dying.undelete(name));
    if (isListed(name)) {
      expected.undeleted(name);
    }
  }

  void dieInPrune(int choice) {
    List<String> unknown = expected.expire(backups.now().minus(GRACE_PERIOD));
    die(choice % 40, Jobs::prune);
    pruneDied = true;
    assertThat(jobs.list().backups()).noneMatch(backup -> unknown.contains(backup.name()));
  }

  private boolean isListed(String name) {
    return jobs.list().backups().stream().anyMatch(backup -> backup.name().equals(name));
  }

  /** A process dies at some call. The leases of its locks end. */
  private void die(int writes, Consumer<Jobs> work) {
    try {
      work.accept(jobs(new Mortal(backups, writes), "dead" + ++names + "x"));
    } catch (Mortal.Killed e) {
      done.add(died(done.get(done.size() - 1)));
    }
    keys().stream().filter(key -> key.path().contains("/lock.")).forEach(this::endLease);
  }

  private static String died(String step) {
    return step.replace("DIE_", "DIED_");
  }

  private void endLease(ObjectKey lock) {
    byte[] json = SmallObject.read(backups, lock);
    LockRecord held = MetadataJson.read(json, LockRecord.class, "it");
    backups.put(lock, ObjectBody.of(MetadataJson.write(held.release())), PutMode.REPLACE);
  }

  /** The names of what interrupted jobs have left. */
  private List<String> leftovers(Predicate<String> which) {
    List<String> known = Stream.concat(kept().stream(), deleted().stream()).toList();
    return keys().stream()
        .map(key -> key.path().substring(0, key.path().indexOf('/')))
        .filter(name -> !name.startsWith(".") && !known.contains(name))
        .filter(which)
        .distinct()
        .toList();
  }

  private List<ObjectKey> keys() {
    try (Stream<ObjectInfo> objects = backups.list(ObjectKey.ROOT)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  @Override
  public String toString() {
    return expected.toString();
  }
}
