package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupListing.Status;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.IfIncomplete;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupInterruptedException;
import dev.milvusbackup.error.PublishStateUnknownException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.RecordingObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A create that was interrupted goes on where it stopped, and what comes of it is right. */
class ResumeIT {

  private static final Duration LEASE = Duration.ofSeconds(6);

  /** Of the calls of a create, each how many-th fails. */
  private static final int STEP = Tier.length(12, 3);

  private static MilvusUnderTest milvus;

  private final ObjectStore store = InMemoryObjectStore.create();
  private final RecordingObjectStore recording = RecordingObjectStore.over(store);
  private final FaultyObjectStore faulty = FaultyObjectStore.over(recording);
  private final BackupClient backups =
      milvus
          .backupClient()
          .backupStorage(faulty)
          .limits(l -> l.concurrentCopies(1).lockLease(LEASE))
          .build();

  @BeforeAll
  static void prepare() {
    milvus = MilvusUnderTest.onLocalStorage();
    Sample.shape("resumed")
        .create(milvus.client())
        .insert(0, 500)
        .flush()
        .insert(500, 500)
        .flush()
        .delete(100, 50)
        .flush();
    Sample.shape("other").create(milvus.client()).insert(0, 10).flush();
  }

  @AfterAll
  static void stop() {
    milvus.close();
  }

  @AfterEach
  void close() {
    backups.close();
    store.close();
  }

  @Test
  void whatWasCopiedIsNotCopiedAgain() {
    interruptAtData(6);

    assertThatInterrupted(() -> create())
        .isInstanceOf(BackupInterruptedException.class)
        .hasMessageStartingWith("Cannot complete backup 'x' for now: Cannot reach the store")
        .hasMessageContaining("5 objects by this job")
        .hasMessageEndingWith("Create it again to resume, or delete it.");
    assertThat(incomplete().status()).isEqualTo(Status.RESUMABLE);
    assertThat(backups.find("x")).isEmpty();

    faulty.heal();
    recording.reset();
    BackupReport report = create();

    assertThat(report.objectsReused()).isEqualTo(5);
    assertThat(report.bytesReused()).isPositive();
    assertThat(report.bytesReused() + report.bytesStreamed()).isEqualTo(report.manifest().size());
    long objects = report.manifest().collections().get(0).objects().count();
    assertThat(dataPuts()).isEqualTo(objects - 5);
    assertCompleteAndRight();
    backups.restore(r -> r.backup("x").suffix("_after_resume")).join();
    assertThat(Rows.of(milvus.client(), "resumed_after_resume", "id"))
        .isEqualTo(Rows.of(milvus.client(), "resumed", "id"))
        .hasSize(950);
  }

  @Test
  void anythingThatFailsAnywhereIsMadeGoodByARepetition() {
    int failed = 0;
    for (int n = 1; n <= 60; n += STEP) {
      AtomicInteger calls = new AtomicInteger();
      int fault = n;
      faulty.failWhen(call -> calls.incrementAndGet() == fault, ResumeIT::timeout);
      try {
        create();
      } catch (CompletionException e) {
        failed++;
        faulty.heal();
        Intact.checkAll(backups, store);
        create();
        assertCompleteAndRight();
      }
      faulty.heal();
      Intact.check(backups.get("x"), store); // with its lock if that could not be removed
      backups.delete("x").join();
      assertThat(Intact.sizes(store, ObjectKey.ROOT)).isEmpty();
    }
    assertThat(failed).isGreaterThan(30 / STEP);
  }

  @Test
  void aCreateStoppedBeforeItsLastWriteIsNoBackupYet() {
    faulty.failWhen(
        call -> call.is(Operation.PUT) && call.touches("manifest.json"), ResumeIT::timeout);

    assertThatInterrupted(() -> create()).isInstanceOf(BackupInterruptedException.class);

    assertThat(Intact.metas(store, "x")).contains("full_meta.json", "backup_meta.json");
    assertThat(backups.list().backups()).isEmpty();
    assertThat(incomplete().reason()).startsWith("it has no meta/manifest.json");
    faulty.heal();
    BackupReport report = create();
    assertThat(report.bytesReused()).isEqualTo(report.manifest().size());
    assertCompleteAndRight();
  }

  @Test
  void aCreateWhoseLastAnswerWasLostIsFinishedByARepetition() {
    faulty.failAfter(
        call -> call.is(Operation.PUT) && call.touches("manifest.json"), ResumeIT::timeout);
    faulty.failWhen(
        call -> call.is(Operation.STAT) && call.touches("manifest.json") && hasManifest(),
        ResumeIT::timeout);
    assertThatInterrupted(() -> create()).isInstanceOf(PublishStateUnknownException.class);

    faulty.heal();
    BackupReport report = create();

    assertThat(report.bytesReused()).isEqualTo(report.manifest().size());
    assertCompleteAndRight();
    assertThatInterrupted(() -> create())
        .isInstanceOf(BackupExistsException.class)
        .hasMessageContaining("a backup of that name exists");
  }

  @Test
  void anotherRequestDoesNotResumeUnlessItSaysSo() {
    interruptAtData(6);
    assertThatInterrupted(() -> create()).isInstanceOf(BackupInterruptedException.class);
    faulty.heal();

    String storage = URI.create(milvus.storageUri()).getScheme() + ":";
    assertThatInterrupted(() -> create(IfIncomplete.RESUME_SAME, "resumed", "other"))
        .isInstanceOf(BackupExistsException.class)
        .hasMessageContaining("the interrupted create requested default.resumed of " + storage)
        .hasMessageContaining("this one requests default.other, default.resumed of " + storage)
        .hasMessageEndingWith("resume them explicitly (IfIncomplete.RESUME, create --resume).");
    assertThatInterrupted(() -> create(IfIncomplete.FAIL, "resumed"))
        .isInstanceOf(BackupExistsException.class);

    BackupReport both = create(IfIncomplete.RESUME, "resumed", "other");
    assertThat(both.objectsReused()).isEqualTo(5);
    assertThat(both.manifest().collections()).hasSize(2);
    assertCompleteAndRight();
  }

  @Test
  void whatNoLongerBelongsToItIsRemoved() {
    interruptAtData(6);
    assertThatInterrupted(() -> create()).isInstanceOf(BackupInterruptedException.class);
    faulty.heal();

    BackupReport other = create(IfIncomplete.RESUME, "other");

    assertThat(other.objectsReused()).isZero();
    assertCompleteAndRight();
  }

  @Test
  void aRestartReusesNothing() {
    interruptAtData(6);
    assertThatInterrupted(() -> create()).isInstanceOf(BackupInterruptedException.class);
    faulty.heal();

    assertThat(create(IfIncomplete.RESTART, "resumed").objectsReused()).isZero();
    assertCompleteAndRight();
  }

  @Test
  void whatIsNotNotedOrNotAsNotedIsCopiedAgain() {
    interruptAtData(6);
    assertThatInterrupted(() -> create()).isInstanceOf(BackupInterruptedException.class);
    faulty.heal();
    String shorter = Intact.sizes(store, ObjectKey.of("x/binlogs")).keySet().iterator().next();
    store.put(ObjectKey.of(shorter), ObjectBody.of(new byte[1]), PutMode.REPLACE);
    ObjectKey torn = ObjectKey.of("x/meta/copied.torn.1.json");
    byte[] half = "{\"objects\": [{\"path\": \"binl".getBytes(StandardCharsets.UTF_8);
    store.put(torn, ObjectBody.of(half), PutMode.CREATE_NEW);

    assertThat(create().objectsReused()).isEqualTo(4);
    assertCompleteAndRight();
  }

  @Test
  void aDeleteThatWasInterruptedIsFinishedByARepetition() {
    create();
    faulty.failWhen(
        call -> call.is(Operation.DELETE) && call.touches("full_meta.json"), ResumeIT::timeout);
    assertThatThrownBy(() -> backups.delete("x").join())
        .hasCauseInstanceOf(TimedOutException.class);
    faulty.heal();

    assertThat(backups.list().backups()).isEmpty();
    assertThat(incomplete().status()).isEqualTo(Status.LEFTOVER);
    assertThatInterrupted(() -> create()).isInstanceOf(BackupExistsException.class);
    backups.delete("x").join();
    assertThat(Intact.sizes(store, ObjectKey.ROOT)).isEmpty();
  }

  @Test
  void aDeleteThatDidNothingLeavesTheBackupAsItWas() {
    create();
    faulty.failWhen(
        call -> call.is(Operation.DELETE) && call.touches("manifest.json"), ResumeIT::timeout);

    assertThatThrownBy(() -> backups.delete("x").join())
        .hasCauseInstanceOf(TimedOutException.class);

    assertCompleteAndRight();
  }

  /** As if a call had been given up: the client does not repeat it by itself. */
  private static RuntimeException timeout() {
    return new TimedOutException("Cannot reach the store: a fault made by a test.");
  }

  private BackupReport create() {
    return create(IfIncomplete.RESUME_SAME, "resumed");
  }

  private BackupReport create(IfIncomplete rule, String... collections) {
    return backups.create(b -> b.name("x").collections(collections).ifIncomplete(rule)).join();
  }

  private void interruptAtData(int n) {
    AtomicInteger puts = new AtomicInteger();
    faulty.failWhen(call -> isDataPut(call) && puts.incrementAndGet() >= n, ResumeIT::timeout);
  }

  private static boolean isDataPut(StoreCall call) {
    return call.is(Operation.PUT) && call.keys().get(0).path().contains("/binlogs/");
  }

  private boolean hasManifest() {
    return store.stat(ObjectKey.of("x/meta/manifest.json")).isPresent();
  }

  private long dataPuts() {
    return recording.calls().stream().filter(ResumeIT::isDataPut).count();
  }

  private Incomplete incomplete() {
    List<Incomplete> incomplete = backups.list().incomplete();
    assertThat(incomplete).hasSize(1);
    return incomplete.get(0);
  }

  private void assertCompleteAndRight() {
    Intact.check(backups.get("x"), store);
    assertThat(Intact.metas(store, "x"))
        .containsExactlyInAnyOrder(
            "backup_meta.json",
            "collection_meta.json",
            "full_meta.json",
            "manifest.json",
            "partition_meta.json",
            "segment_meta.json");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertThatInterrupted(
      Supplier<BackupReport> create) {
    return assertThatThrownBy(create::get).isInstanceOf(CompletionException.class).cause();
  }
}
