package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.sharing.SharingWorld.Prepared;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All orders of the steps of jobs that share objects, with the real jobs, see {@code
 * docs/adr/0016}. What a test of this kind does not find by itself, it finds when a fault is
 * planted.
 */
class ProtocolTest {

  private static final Logger LOG = LoggerFactory.getLogger(ProtocolTest.class);

  /** The other jobs refer to what it shares. */
  private static void delete(Jobs jobs) {
    jobs.delete("a");
  }

  private static void create(Jobs jobs) {
    jobs.create("b");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Prepared prepared = prepared(jobs -> {});

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  /** A Milvus, and the backup {@code a} of what it still holds. */
  private static Prepared prepared(Consumer<Jobs> more) {
    ObjectStore bucket = InMemoryObjectStore.create();
    InMemoryMilvus milvus = new InMemoryMilvus(InMemoryMilvus.V2_5_27, bucket.withRoot("files"));
    milvus.collections().create(Jobs.BOOKS, SampleSchema.numbered().build());
    milvus.indexes().create(Jobs.BOOKS, SampleSchema.INDEX);
    milvus.insert(Jobs.BOOKS, SampleValues.rows(milvus.schema(Jobs.BOOKS), 10));
    milvus.segments().flush(Jobs.BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
    Prepared prepared = new Prepared(milvus, bucket, Jobs.rows(milvus, Jobs.BOOKS));
    milvus.loading().release(Jobs.BOOKS); // so that no create counts its rows
    ExecutorService threads = Executors.newCachedThreadPool();
    Set<String> kept = new TreeSet<>();
    Jobs jobs =
        new Jobs(milvus, prepared.storage(), prepared.backups(), threads, "old", () -> {}, kept);
    jobs.create("a");
    more.accept(jobs);
    threads.shutdownNow();
    return prepared;
  }

  private SharingWorld world() {
    return new SharingWorld(prepared, threads);
  }

  @Test
  void aCreateThatIsAwakeLosesNothing() {
    assertHolds(
        100,
        () ->
            world()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .actor("c", "b", ProtocolTest::create)
                .mustSucceed());
  }

  /** Longer than the grace period, so that a prune takes it for dead. */
  @Test
  void aCreateThatSleepsWithdrawsAtWorst() {
    assertHolds(
        100,
        () ->
            world()
                .asleep()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .actor("c", "b", ProtocolTest::create));
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void aCreateThatIsKilledLeavesNothingForGood() {
    assertHolds(
        100,
        () ->
            world()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .actor("c", "b", ProtocolTest::create)
                .mortal());
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void aPruneThatIsKilledLosesNothing() {
    assertHolds(
        100,
        () ->
            world()
                .actor("c", "b", ProtocolTest::create)
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .mortal());
  }

  @Test
  void aRestoreEitherBringsBackAllOrFails() {
    assertHolds(
        10,
        () ->
            world()
                .actor("r", "none", jobs -> jobs.requireRows("a", prepared.rows()))
                .actor(
                    "p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune));
  }

  @Test
  void anUndeletedBackupIsWhole() {
    assertHolds(20, this::undelete);
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void anUndeletedBackupIsWholeAlthoughItSlept() {
    assertHolds(20, () -> undelete().asleep());
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void anUndeleteThatIsKilledLeavesAWholeBackupOrNone() {
    assertHolds(20, () -> undelete().mortal());
  }

  private SharingWorld undelete() {
    return undelete(store -> store);
  }

  private SharingWorld undelete(UnaryOperator<ObjectStore> fault) {
    return world()
        .actor("p", "none", Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
        .faulty("u", "none", fault, ProtocolTest::delete, jobs -> jobs.undelete("a"));
  }

  @Test
  void noLookAtRemovalsIsFound() {
    assertFound(() -> undelete(PlantedFault::noLookAtRemovals));
  }

  /** It shares what the other backup holds, which is deleted meanwhile. */
  @Test
  void aRepairedBackupIsWhole() {
    prepared =
        prepared(
            jobs -> {
              jobs.create("b");
              jobs.loseAnObject();
            });
    assertHolds(
        20,
        () ->
            world()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .actor("r", "b", jobs -> jobs.repair("b"))
                .mustSucceed());
  }

  /** A prune had condemned what it needs before it was undeleted, and the key is written again. */
  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void noPruneRemovesWhatARepairHasWritten() {
    prepared =
        prepared(
            jobs -> {
              jobs.delete("a");
              jobs.prune();
              jobs.undelete("a");
              jobs.loseAnObject();
            });
    assertHolds(
        20,
        () ->
            world()
                .asleep()
                .actor("p", "none", Jobs::twoDaysPass, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .actor("r", "none", jobs -> jobs.repairOrDelete("a")));
  }

  @Test
  void anAdoptedBackupIsWhole() {
    prepared = prepared(jobs -> jobs.createFull("f"));
    assertHolds(20, () -> adopt(store -> store));
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void anAdoptionThatSleepsLosesNothing() {
    prepared = prepared(jobs -> jobs.createFull("f"));
    assertHolds(20, () -> adopt(store -> store).asleep());
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void anAdoptionThatIsKilledLosesNothing() {
    prepared = prepared(jobs -> jobs.createFull("f"));
    assertHolds(20, () -> adopt(store -> store).asleep().mortal());
  }

  @Test
  @EnabledIfSystemProperty(named = "nightly", matches = "true")
  void noLookAfterAnAdoptionIsFound() {
    prepared = prepared(jobs -> jobs.createFull("f"));
    assertFound(() -> adopt(PlantedFault::noLookAfterPublish).asleep());
  }

  /** It shares what the other backup holds, which is deleted. */
  private SharingWorld adopt(UnaryOperator<ObjectStore> fault) {
    return world()
        .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
        .faulty("c", "f", fault, jobs -> jobs.adopt("f"));
  }

  @Test
  void aCopyIsWholeOrFails() {
    assertHolds(10, () -> materialize(store -> store));
  }

  @Test
  void aCopyThatSleepsIsWholeOrFails() {
    assertHolds(10, () -> materialize(store -> store).asleep());
  }

  private SharingWorld materialize(UnaryOperator<ObjectStore> fault) {
    return world()
        .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
        .faulty("m", "m", fault, jobs -> jobs.materialize("a", "m"));
  }

  @Test
  void noPinIsFound() {
    assertFound(
        () ->
            world()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .faulty("c", "b", PlantedFault::noPin, ProtocolTest::create));
  }

  @Test
  void aLookBeforeThePinIsFound() {
    assertFound(
        () ->
            world()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .faulty("c", "b", PlantedFault::lookBeforeThePin, ProtocolTest::create));
  }

  @Test
  void noSecondLookIsFound() {
    assertFound(
        () ->
            world()
                .faulty(
                    "p",
                    "a",
                    PlantedFault::noSecondLook,
                    ProtocolTest::delete,
                    Jobs::prune,
                    Jobs::twoDaysPass,
                    Jobs::prune)
                .actor("c", "b", ProtocolTest::create));
  }

  @Test
  void aPartialListingIsFound() {
    assertFound(
        () ->
            world()
                .faulty(
                    "p",
                    "a",
                    PlantedFault::partialListing,
                    Jobs::prune,
                    Jobs::twoDaysPass,
                    Jobs::prune)
                .actor("c", "b", ProtocolTest::create));
  }

  @Test
  void aLocalClockIsFound() {
    assertFound(
        () ->
            world()
                .faulty(
                    "p",
                    "a",
                    PlantedFault::localClock,
                    ProtocolTest::delete,
                    Jobs::prune,
                    Jobs::prune)
                .actor("c", "b", ProtocolTest::create)
                .mustSucceed());
  }

  /** The root of the first create has the name {@code old1}. */
  @Test
  void aKeyThatIsWrittenAgainIsFound() {
    assertFound(
        () ->
            world()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .actor("old", "b", ProtocolTest::create));
  }

  @Test
  void noLookAfterPublishIsFound() {
    assertFound(
        () ->
            world()
                .asleep()
                .actor("p", "a", ProtocolTest::delete, Jobs::prune, Jobs::twoDaysPass, Jobs::prune)
                .faulty("c", "b", PlantedFault::noLookAfterPublish, ProtocolTest::create));
  }

  @Test
  void aNameInsteadOfAnIdIsFound() {
    assertFound(() -> madeAgain(PlantedFault::nameInsteadOfId));
  }

  @Test
  void aBackupThatWasMadeAgainIsNotWithdrawn() {
    assertHolds(10, () -> madeAgain(store -> store));
  }

  /** While a create sleeps, its lock is taken over, and its name gets another backup. */
  private SharingWorld madeAgain(UnaryOperator<ObjectStore> fault) {
    return world()
        .asleepWithoutLock("c")
        .faulty("c", "none", fault, ProtocolTest::create)
        .ahead()
        .actor(
            "q",
            "none",
            Jobs::twoDaysPass,
            Jobs::prune,
            jobs -> jobs.endLease("b"),
            jobs -> jobs.delete("b"),
            ProtocolTest::create);
  }

  private static void assertFound(Supplier<Explorer.World> worlds) {
    assertThatThrownBy(() -> new Explorer().run(worlds)).isInstanceOf(AssertionError.class);
  }

  /**
   * Explores all orders.
   *
   * @param ends more than so many of them have to come to an end of their own
   */
  private static void assertHolds(int ends, Supplier<Explorer.World> worlds) {
    Explorer explorer = new Explorer().run(worlds);
    assertThat(explorer.complete()).isGreaterThan(ends);
    LOG.info(
        "{} states, {} ends, in {} runs", explorer.states(), explorer.complete(), explorer.runs());
  }
}
