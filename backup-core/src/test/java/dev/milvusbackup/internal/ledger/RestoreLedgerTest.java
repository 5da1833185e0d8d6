package dev.milvusbackup.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.ledger.CollectionRecord.State;
import dev.milvusbackup.internal.lock.JobLocks;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class RestoreLedgerTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(6);
  private static final Executor NO_SIGNS_OF_LIFE = task -> {};
  private static final CollectionName BOOKS = CollectionName.parse("shop.books");
  private static final CollectionName WORKING = CollectionName.parse("shop.books__restoring_1");

  private final ObjectStore store = InMemoryObjectStore.create();
  private final FaultyObjectStore faulty = FaultyObjectStore.over(store);
  private final ExecutorService beats = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    beats.shutdownNow();
    store.close();
  }

  @Test
  void whatADeadRunHasWrittenIsFoundByTheNext() {
    RestoreLedger dead = open(SHORT, NO_SIGNS_OF_LIFE);
    dead.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
    dead.creating("shop");
    CollectionJournal journal = dead.begin(record("p1", "p2", "p3", "p4"));
    journal.created(42);
    journal.intended("p1");
    journal.started("p1", "7");
    journal.done("p1", 100);
    journal.intended("p2");
    journal.started("p2", "8");
    journal.intended("p3");

    try (RestoreLedger next = open(LONG, beats)) {
      assertThat(next.former().map(RestoreRecord::databases)).contains(List.of("shop"));
      CollectionRecord found = next.find(5).orElseThrow();
      assertThat(found.id()).isEqualTo(42);
      assertThat(found.fullName()).isEqualTo(WORKING);
      assertThat(found.targetName()).isEqualTo(BOOKS);
      assertThat(found.units())
          .extracting(UnitRecord::state)
          .containsExactly(
              UnitRecord.State.DONE,
              UnitRecord.State.STARTED,
              UnitRecord.State.INTENDED,
              UnitRecord.State.OPEN);
      assertThat(found.rows()).isEqualTo(100);
      assertThat(found.isAmbiguous()).isTrue();
      assertThat(found.isFor(units("p1", "p2", "p3", "p4"))).isTrue();
      assertThat(found.isFor(units("p1", "p2"))).isFalse();
    }
  }

  /** Its process is dead for the others, but a put was on its way. */
  @Test
  void whatADeadRunWritesLateDoesNotCount() {
    RestoreLedger dead = open(SHORT, NO_SIGNS_OF_LIFE);
    dead.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
    dead.begin(record("p1"));
    String key = groups().get(0);
    byte[] late = SmallObject.read(store, ObjectKey.of(key));

    try (RestoreLedger second = open(LONG, beats)) {
      second.resume(second.find(5).orElseThrow()).intended("p1");
      assertThat(groups()).doesNotContain(key);
      put(key, late);
      second.releaseUnfinished();
    }

    try (RestoreLedger third = open(LONG, beats)) {
      assertThat(third.find(5).orElseThrow().isAmbiguous()).isTrue();
      third.endRestored();
    }
    assertThat(objects()).isEmpty();
  }

  @Test
  void anAttemptThatArrivesLateReplacesNothing() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      ledger.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
      AtomicInteger puts = new AtomicInteger();
      faulty.failAfter(
          call -> call.touches("collections/1.1.json") && puts.getAndIncrement() == 0,
          FaultyObjectStore.outage());
      CollectionJournal journal = ledger.begin(record("p1"));
      assertThat(puts).hasValue(2);
      byte[] late = SmallObject.read(store, ObjectKey.of(groups().get(0)));
      journal.intended("p1");
      put(".restores/f00d/collections/1.1.json", late);
      ledger.releaseUnfinished();
    }

    try (RestoreLedger next = open(LONG, beats)) {
      assertThat(next.find(5).orElseThrow().isAmbiguous()).isTrue();
    }
  }

  @Test
  void aCollectionThatExistedBeforeHasARecordOfItsOwn() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      ledger.begin(record("p1"));
      CollectionJournal journal =
          ledger.beginAppending(CollectionRecord.appending(6, BOOKS, 42, 100, units("p1")));
      assertThat(groups()).hasSize(1);

      journal.intended("p1");

      assertThat(groups()).hasSize(2);
    }
  }

  @Test
  void namesThatWereOnlyReservedDoNotOutliveAFailedRun() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      ledger.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
      ledger.reserve(record("p1"), 1);
      ledger.reserve(CollectionRecord.creating(6, BOOKS, WORKING, List.of()), 1);
      ledger.begin(record("p1"));
      assertThat(ledger.reserved(6)).contains(WORKING);
      assertThat(ledger.find(6)).isEmpty();
      ledger.releaseUnfinished();
    }

    try (RestoreLedger next = open(LONG, beats)) {
      assertThat(next.find(5)).isPresent();
      assertThat(next.find(6)).isEmpty();
    }
  }

  @Test
  void aRefusalIsNoDoubt() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      CollectionJournal journal = ledger.begin(record("p1"));
      journal.intended("p1");
      journal.refused("p1");

      assertThat(ledger.find(5).orElseThrow().isAmbiguous()).isFalse();
      assertThat(ledger.find(5).orElseThrow().hasSentJobs()).isFalse();
    }
  }

  @Test
  void aStepThatCannotBeWrittenDownIsNotTaken() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      CollectionJournal journal = ledger.begin(record("p1"));
      refuseWrites();

      assertThatThrownBy(() -> journal.intended("p1"))
          .isInstanceOf(StoreAccessDeniedException.class);
      assertThat(journal.find("p1").state()).isEqualTo(UnitRecord.State.OPEN);
      journal.restored(); // that Milvus knows as well
      assertThat(journal.record().state()).isEqualTo(State.RESTORED);
    }
  }

  @Test
  void nothingIsLeftAfterSuccess() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      ledger.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
      ledger.begin(record("p1")).restored();
      ledger.endRestored();
    }
    assertThat(objects()).isEmpty();
  }

  /** Whatever is left, the next run either resumes or knows nothing. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aRunThatIsKilledWhileItForgetsIsWholeOrForgotten(int deletes) {
    try (RestoreLedger ledger = open(LONG, beats)) {
      ledger.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
      ledger.begin(record("p1")).restored();
      AtomicInteger seen = new AtomicInteger();
      faulty.failWhen(
          call -> call.is(Operation.DELETE) && seen.getAndIncrement() == deletes,
          () -> new StoreAccessDeniedException("Cannot delete: a test says so."));
      ledger.endRestored();
      faulty.heal();
    }
    try (RestoreLedger next = open(LONG, beats)) {
      assertThat(next.former().isPresent()).isEqualTo(deletes == 0);
      assertThat(next.find(5).isPresent()).isEqualTo(deletes == 0);
    }
    assertThat(objects().isEmpty()).isEqualTo(deletes > 0);
  }

  @Test
  void aFailedRunLeavesWhatTheNextHasToKnow() {
    try (RestoreLedger ledger = open(LONG, beats)) {
      ledger.begin(new RestoreRecord("nightly", "milvus", "FAIL", "", List.of()));
      ledger.begin(record("p1")).restored();
      ledger.releaseUnfinished();
    }
    assertThat(objects())
        .containsExactly(".restores/f00d/collections/1.1.json", ".restores/f00d/restore.json");
  }

  @Test
  void aSecondRunIsRefusedWhileTheFirstGivesSignsOfLife() {
    try (RestoreLedger first = open(SHORT, beats)) {
      assertThatThrownBy(() -> open(SHORT, beats))
          .isInstanceOf(BackupLockedException.class)
          .hasMessageStartingWith("Cannot restore backup 'nightly': a restore of it is running");
      first.require();
    }
    open(SHORT, beats).close();
    assertThat(objects()).isEmpty();
  }

  @Test
  void whoGaveNoSignOfLifeDoesNothingMore() throws InterruptedException {
    RestoreLedger silent = open(SHORT, NO_SIGNS_OF_LIFE);
    try (RestoreLedger next = open(LONG, beats)) {
      assertThat(silent.isHeld()).isFalse();
      assertThatThrownBy(() -> silent.begin(record("p1")))
          .isInstanceOf(BackupLockedException.class)
          .hasMessageStartingWith("Cannot continue the restore");
      silent.close();
      assertThat(next.isHeld()).isTrue();
      assertThat(objects()).anyMatch(key -> key.startsWith(".restores/f00d/lock."));
    }
  }

  @Test
  void whereNothingCanBeWrittenItIsKeptInMemory() {
    refuseWrites();

    try (RestoreLedger ledger = open(LONG, beats)) {
      CollectionJournal journal = ledger.begin(record("p1"));
      journal.intended("p1");

      assertThat(ledger.name()).isEqualTo("job-1");
      assertThat(ledger.find(5)).isPresent();
      ledger.endRestored();
    }
    assertThat(objects()).isEmpty();
  }

  private RestoreLedger open(Duration lease, Executor signs) {
    return RestoreLedger.open(
        new JobLocks(faulty, lease, signs), "f00d", "backup 'nightly'", "job-1", new CancelToken());
  }

  private void refuseWrites() {
    faulty.failWhen(
        call -> call.is(Operation.PUT),
        () -> new StoreAccessDeniedException("Cannot write: a test says so."));
  }

  private static CollectionRecord record(String... units) {
    return CollectionRecord.creating(5, BOOKS, WORKING, units(units));
  }

  private static List<UnitRecord> units(String... units) {
    return List.of(units).stream().map(UnitRecord::open).toList();
  }

  private void put(String key, byte[] content) {
    store.put(ObjectKey.of(key), ObjectBody.of(content), PutMode.REPLACE);
  }

  private List<String> groups() {
    return objects().stream().filter(key -> key.contains("/collections/")).toList();
  }

  private List<String> objects() {
    try (var objects = store.list(ObjectKey.ROOT)) {
      return objects.map(object -> object.key().path()).toList();
    }
  }
}
