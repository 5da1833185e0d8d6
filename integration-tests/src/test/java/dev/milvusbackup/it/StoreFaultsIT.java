package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.IntegrityCheck;
import dev.milvusbackup.Job;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.VerifyReport;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupInterruptedException;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.PublishStateUnknownException;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreUnavailableException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store that fails now and then, or at the worst moment. */
@Tag(Tier.SLOW)
class StoreFaultsIT {

  private static final ObjectKey COMMIT = ObjectKey.of("x/meta/manifest.json");
  private static MilvusUnderTest milvus;

  private final ObjectStore store = InMemoryObjectStore.create();
  private final FaultyObjectStore faulty = FaultyObjectStore.over(store);
  private final BackupClient backups =
      milvus
          .backupClient()
          .backupStorage(faulty)
          .limits(l -> l.maxOutage(Duration.ofSeconds(2)))
          .build();

  @BeforeAll
  static void prepare() {
    milvus = MilvusUnderTest.onLocalStorage();
    Sample.shape("faults").create(milvus.client()).insert(0, 500).flush().insert(500, 500).flush();
  }

  @AfterAll
  static void stop() {
    milvus.close();
  }

  @AfterEach
  void close() {
    backups.close();
  }

  @Test
  void everyTenthCallFailingDelaysButDoesNotHarm() {
    AtomicInteger calls = new AtomicInteger();
    faulty.failWhen(
        call -> !isCreateNew(call) && calls.incrementAndGet() % 10 == 0,
        FaultyObjectStore.outage());

    create().join();
    backups.restore(r -> r.backup("x").suffix("_tenth")).join();

    assertThat(Rows.of(milvus.client(), "faults_tenth", "id"))
        .isEqualTo(Rows.of(milvus.client(), "faults", "id"))
        .hasSize(1000);
  }

  @Test
  void everyHundredthCallFailingIsNotNoticed() {
    AtomicInteger calls = new AtomicInteger();
    faulty.failWhen(
        call -> !isCreateNew(call) && calls.incrementAndGet() % 100 == 50,
        FaultyObjectStore.outage());

    create().join();
    backups.restore(r -> r.backup("x").suffix("_hundredth")).join();

    assertThat(Rows.of(milvus.client(), "faults_hundredth", "id"))
        .isEqualTo(Rows.of(milvus.client(), "faults", "id"));
  }

  @Test
  void connectionsThatBreakInTheMiddleOfAReadAndOfAListingAreTakenUpAgain() {
    create().join();
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger listed = new AtomicInteger();
    faulty.breakReads(call -> isData(call) && opened.incrementAndGet() % 2 == 0, 100);
    faulty.breakListings(call -> listed.incrementAndGet() % 2 == 0, 3);

    backups.restore(r -> r.backup("x").suffix("_broken")).join();

    assertThat(opened).hasPositiveValue();
    assertThat(listed).hasPositiveValue();
    assertThat(Rows.of(milvus.client(), "faults_broken", "id"))
        .isEqualTo(Rows.of(milvus.client(), "faults", "id"))
        .hasSize(1000);
  }

  @Test
  void readsThatEndTooSoonFailTheRestoreBeforeAnythingIsMade() {
    create().join();
    faulty.cutReads(StoreFaultsIT::isData, 100);

    assertThatThrownBy(() -> backups.restore(r -> r.backup("x").suffix("_short")).join())
        .hasCauseInstanceOf(BackupException.class)
        .hasMessageContaining("x/binlogs/");

    assertThat(milvus.collections()).noneMatch(name -> name.startsWith("faults_short"));
  }

  @Test
  void anObjectThatCannotBeReadIsAFinding() {
    create().join();
    String log = objects().stream().filter(key -> key.contains("/insert_log/")).findFirst().get();
    faulty.breakReads(call -> call.keys().get(0).path().equals(log), 100);

    VerifyReport report = backups.verify(v -> v.backup("x")).join();

    assertThat(report.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(FindingKind.UNREADABLE);
              assertThat(finding.key()).hasToString(log);
            });
  }

  @Test
  void aStoreThatStallsDelaysTheCreate() {
    CountDownLatch stall = new CountDownLatch(1);
    AtomicInteger stalled = new AtomicInteger();
    faulty.stallWhen(
        call -> call.is(Operation.PUT) && isData(call) && stalled.incrementAndGet() == 5, stall);
    Job<BackupReport> job = create();
    await().until(() -> stalled.get() >= 5);

    assertThat(job).isNotDone();
    stall.countDown();

    assertThat(job.join().manifest().rowCount()).isEqualTo(1000);
  }

  @Test
  void anOutageInTheMiddleFailsTheCreateAndLeavesNothing() {
    faulty.failWhen(call -> call.is(Operation.PUT) && isData(call), FaultyObjectStore.outage());

    assertThatThrownBy(() -> create().join()).hasCauseInstanceOf(StoreUnavailableException.class);

    assertThat(objects()).isEmpty();
  }

  @Test
  void aLostAnswerToTheLastPutIsNoFailure() {
    faulty.failAfter(StoreFaultsIT::isCommit, FaultyObjectStore.outage());

    create().join();

    assertThat(backups.find("x")).isPresent();
  }

  @Test
  void aLastPutThatNeverArrivedIsAFailureThatCanBeResumed() {
    faulty.failWhen(StoreFaultsIT::isCommit, FaultyObjectStore.outage());

    assertThatThrownBy(() -> create().join())
        .cause()
        .isInstanceOf(BackupInterruptedException.class)
        .hasCauseInstanceOf(StoreUnavailableException.class);

    assertThat(backups.list().backups()).isEmpty();
    faulty.heal();
    BackupReport resumed = create().join();
    assertThat(resumed.bytesReused()).isEqualTo(resumed.manifest().size());
  }

  @Test
  void whereNobodyCanTellNothingIsRemoved() {
    Predicate<StoreCall> look =
        call ->
            call.is(Operation.STAT)
                && call.keys().contains(COMMIT)
                && store.stat(COMMIT).isPresent();
    faulty.failAfter(StoreFaultsIT::isCommit, FaultyObjectStore.outage());
    faulty.failWhen(look, FaultyObjectStore.outage());

    assertThatThrownBy(() -> create().join())
        .cause()
        .isInstanceOf(PublishStateUnknownException.class)
        .hasMessageContaining("call find(\"x\") before trying again");

    faulty.heal();
    assertThat(backups.find("x")).isPresent();
  }

  @Test
  void ofEightCreatesOfOneNameExactlyOneWins() {
    List<Job<BackupReport>> jobs = IntStream.range(0, 8).mapToObj(i -> create()).toList();

    long won = 0;
    for (Job<BackupReport> job : jobs) {
      try {
        job.join();
        won++;
      } catch (CompletionException e) {
        assertThat(e.getCause())
            .isInstanceOfAny(BackupExistsException.class, BackupLockedException.class);
      }
    }

    assertThat(won).isEqualTo(1);
    assertThat(backups.list().backups()).hasSize(1);
    backups.restore(r -> r.backup("x").suffix("_won")).join();
    assertThat(Rows.of(milvus.client(), "faults_won", "id")).hasSize(1000);
  }

  @Test
  void aRestoreTellsWhichCollectionFailedAndKeepsTheOthers() {
    Sample.shape("fine").create(milvus.client()).insert(0, 200);
    backups.create(b -> b.name("x").collections("faults", "fine")).join();
    long id = backups.get("x").collections().get(0).id();
    faulty.failWhen(
        call ->
            call.is(Operation.OPEN) && call.keys().get(0).path().contains("insert_log/" + id + "/"),
        FaultyObjectStore.outage());

    // A check of the content would meet the fault before anything is restored.
    assertThatThrownBy(
            () ->
                backups
                    .restore(r -> r.backup("x").suffix("_half").check(IntegrityCheck.PRESENCE))
                    .join())
        .cause()
        .isInstanceOfSatisfying(
            RestoreFailedException.class,
            e -> {
              assertThat(e.report().restored())
                  .singleElement()
                  .hasToString(
                      "Restored[source=default.fine, target=default.fine_half, rows=200, importJobs=1, importJobsReused=0, placement=STAGED, warnings=[], rowsNotCompared=the backup has no count of its live rows]");
              assertThat(e.report().failed())
                  .singleElement()
                  .satisfies(
                      failed -> {
                        assertThat(failed.source()).hasToString("default.faults");
                        assertThat(failed.phase()).hasToString("STAGING");
                        assertThat(failed.cause()).isInstanceOf(StoreUnavailableException.class);
                      });
            });

    assertThat(milvus.collections()).contains("fine_half").doesNotContain("faults_half");
  }

  private Job<BackupReport> create() {
    return backups.create(b -> b.name("x").collections("faults"));
  }

  private static boolean isCreateNew(StoreCall call) {
    return call.is(Operation.PUT) && !isData(call);
  }

  private static boolean isData(StoreCall call) {
    return call.keys().get(0).path().contains("/binlogs/");
  }

  private static boolean isCommit(StoreCall call) {
    return call.is(Operation.PUT) && call.keys().contains(COMMIT);
  }

  private List<String> objects() {
    try (var objects = store.list(ObjectKey.ROOT)) {
      return objects.map(o -> o.key().path()).toList();
    }
  }
}
