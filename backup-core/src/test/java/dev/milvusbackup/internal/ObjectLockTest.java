package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.error.BackupExistsException;
import dev.milvusbackup.error.BackupInterruptedException;
import dev.milvusbackup.error.DeleteRefusedException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.storage.ForwardingObjectStore;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PrunePreview;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import dev.milvusbackup.retention.RetentionDecision;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectLocks;
import dev.milvusbackup.storage.ObjectLocks.Mode;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.StoreAccessDeniedException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.RecordingObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Backups whose objects are locked, in a store that refuses to delete such objects. */
class ObjectLockTest extends OnInMemoryMilvus {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  private final MovableClock clock = ((LockingBucket) bucket).clock;

  ObjectLockTest() {
    super(InMemoryMilvus.V2_5_27, new LockingBucket(new MovableClock()));
  }

  @Test
  void everyObjectOfAFullBackupIsLocked() {
    for (BackupMode mode : BackupMode.values()) {
      fill(BOOKS, 30);
      String name = "full_" + mode;
      Instant before = clock.instant();

      await(client.create(request(name, MONTH).mode(mode).build()));

      Instant until = until(name);
      assertThat(until).isBetween(before.plus(MONTH), before.plus(MONTH).plusSeconds(60));
      assertThat(keys("backup/" + name))
          .hasSizeGreaterThan(3)
          .allSatisfy(key -> assertThat(lockOf(ObjectKey.of(key))).contains(until));
      milvus.collections().drop(BOOKS);
    }
  }

  @Test
  void whatABackupSharesWithEarlierOnesIsLockedToo() {
    fill(BOOKS, 30);
    increment("a", Optional.empty());
    assertThat(client.list().backups()).allMatch(b -> b.lockedUntil().isEmpty());

    BackupReport locked = increment("b", Optional.of(MONTH));

    assertThat(locked.objectsReused()).isPositive();
    assertThat(objects("b")).isNotEmpty();
    assertThat(objects("b")).allSatisfy(key -> assertThat(lock(key)).contains(until("b")));
    assertThat(lock(commit("b"))).contains(until("b"));
    assertThat(lock(commit("a"))).isEmpty();
  }

  @Test
  void aShorterLockOfALaterBackupShortensNone() {
    fill(BOOKS, 30);
    increment("a", Optional.of(MONTH));
    increment("b", Optional.of(WEEK));

    assertThat(until("b")).isBefore(until("a"));
    assertThat(objects("b")).allSatisfy(key -> assertThat(lock(key)).contains(until("a")));
  }

  @Test
  void aLockedBackupIsNotDeleted() {
    fill(BOOKS, 30);
    increment("a", Optional.of(MONTH));
    await(client.create(request("full", MONTH).build()));
    List<String> before = keys("backup");

    for (String name : List.of("a", "full")) {
      assertThatThrownBy(() -> await(client.delete(name)))
          .isInstanceOf(DeleteRefusedException.class)
          .hasMessage(
              "Cannot delete backup '%s': it is locked until %s (in %s). Wait until then.",
              name, until(name), backups.displayName());
    }

    assertThat(keys("backup")).isEqualTo(before);
    clock.advance(MONTH.plusMinutes(1));
    await(client.delete("a"));
    await(client.delete("full"));
    assertThat(client.list().backups()).isEmpty();
    assertThat(client.list().deleted()).containsExactly("a");
  }

  @Test
  void aLockThatWasExtendedElsewhereCounts() {
    fill(BOOKS, 30);
    increment("a", Optional.of(WEEK));
    Instant extended = until("a").plus(MONTH);
    locks().lock(commit("a"), Mode.COMPLIANCE, extended);
    clock.advance(WEEK.plusMinutes(1));

    assertThatThrownBy(() -> await(client.delete("a")))
        .isInstanceOf(DeleteRefusedException.class)
        .hasMessageContaining("it is locked until " + extended);
  }

  @Test
  void aPruneKeepsLockedBackupsAndSaysWhy() {
    fill(BOOKS, 30);
    increment("a", Optional.of(MONTH));
    increment("b", Optional.empty());
    increment("c", Optional.empty());
    PruneRequest request = PruneRequest.builder().allBackups().keepLast(1).build();

    PrunePreview preview = client.previewPrune(request);
    PruneReport report = await(client.prune(request));

    assertThat(reasons(preview.decisions(), "a")).containsExactly(KeepReason.LOCKED);
    assertThat(report.decisions()).isEqualTo(preview.decisions());
    assertThat(report.deleted()).extracting(d -> d.name()).containsExactly("b");
    assertThat(client.list().backups()).extracting(BackupSummary::name).containsExactly("a", "c");
  }

  @Test
  void aPruneLeavesLockedSegmentsUntilTheirDate() {
    fill(BOOKS, 30);
    increment("a", Optional.empty());
    List<ObjectKey> shared = objects("a").stream().filter(k -> k.path().startsWith(".s")).toList();
    Instant until = clock.instant().plus(MONTH);
    shared.forEach(key -> locks().lock(key, Mode.GOVERNANCE, until));
    await(client.delete("a"));
    prune(client);
    clock.advance(Duration.ofDays(2));

    RecordingObjectStore recorded = RecordingObjectStore.over(backups);
    SharedSpace waiting;
    try (BackupClient recording = InMemoryClient.of(milvus, storage, recorded)) {
      waiting = prune(recording);
    }

    assertThat(waiting.objectsRemoved()).isZero();
    assertThat(waiting.bytesLocked()).isPositive().isEqualTo(waiting.bytesCondemned());
    assertThat(waiting.lockedUntil()).contains(until);
    assertThat(shared).allSatisfy(key -> assertThat(backups.stat(key)).isPresent());
    assertThat(recorded.calls().stream().filter(call -> call.is(Operation.LOCKED_UNTIL)))
        .as("a request for each segment, and one for each of the rest of the deleted backup")
        .hasSizeLessThan(shared.size());
    clock.advance(MONTH);
    prune(client);
    clock.advance(Duration.ofDays(2));
    assertThat(prune(client).objectsRemoved()).isEqualTo(shared.size());
    assertThat(keys("backup/.shared/roots")).isEmpty();
  }

  @Test
  void aStoreThatCannotLockIsRefusedBeforeAnythingIsWritten() {
    fill(BOOKS, 30);
    ObjectStore plain = InMemoryObjectStore.create();
    BackupRequest request = request("a", MONTH).build();
    try (BackupClient other = InMemoryClient.of(milvus, storage, plain)) {
      String message =
          "Cannot lock backup 'a': %s has no object lock. Use a bucket that was created with object lock, or leave out lockFor."
              .formatted(plain.displayName());
      assertThatThrownBy(() -> await(other.create(request)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> other.previewCreate(request)).hasMessage(message);
    }
    assertThat(plain.list(ObjectKey.ROOT)).isEmpty();
  }

  @Test
  void aPreviewSaysHowManyRequestsLocksTake() {
    fill(BOOKS, 30);
    increment("a", Optional.empty());
    RecordingObjectStore recorded = RecordingObjectStore.over(backups);
    try (BackupClient recording = InMemoryClient.of(milvus, storage, recorded)) {
      for (boolean incremental : new boolean[] {true, false}) {
        BackupRequest request = request("b_" + incremental, MONTH).incremental(incremental).build();
        BackupPreview preview = recording.previewCreate(request);
        recorded.reset();
        await(recording.create(request));

        assertThat(recorded.calls().stream().filter(call -> call.is(Operation.LOCK)))
            .hasSize((int) preview.lockRequests())
            .isNotEmpty();
      }
      assertThat(recording.previewCreate(BackupRequest.builder().name("c").build()).lockRequests())
          .isZero();
    }
  }

  @Test
  void withoutTheRightToLockTheCreateFailsAndLeavesNothing() {
    fill(BOOKS, 30);
    FaultyObjectStore faulty =
        FaultyObjectStore.over(backups)
            .failWhen(
                call -> call.is(Operation.LOCK),
                () -> new StoreAccessDeniedException("Cannot lock it: no."));
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      assertThatThrownBy(() -> await(other.create(request("a", MONTH).build())))
          .isInstanceOf(StoreAccessDeniedException.class)
          .hasMessage("Cannot lock it: no.");
    }
    assertThat(keys("backup")).isEmpty();
  }

  @Test
  void aCreateThatFailsAfterItHasLockedLeavesThatToBeResumed() {
    fill(BOOKS, 30);
    AtomicInteger count = new AtomicInteger();
    FaultyObjectStore faulty =
        FaultyObjectStore.over(backups)
            .failWhen(
                call -> call.is(Operation.LOCK) && count.incrementAndGet() > 2,
                () -> new StoreAccessDeniedException("Cannot lock it: no."));
    BackupRequest request = request("a", MONTH).build();
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      assertThatThrownBy(() -> await(other.create(request)))
          .isInstanceOf(BackupInterruptedException.class)
          .hasMessageContaining("Cannot lock it: no.")
          .hasMessageContaining("Create it again to resume");
    }
    BackupListing listing = client.list();
    assertThat(listing.incomplete()).extracting(i -> i.name()).containsExactly("a");
    assertThatThrownBy(() -> await(client.delete("a")))
        .isInstanceOf(DeleteRefusedException.class)
        .hasMessageStartingWith("Cannot delete backup 'a': it is locked until ");

    BackupReport resumed = await(client.create(request));

    assertThat(resumed.objectsReused()).isPositive();
    assertThat(objects("a")).allSatisfy(key -> assertThat(lock(key)).contains(until("a")));
    assertThat(await(client.verify(v -> v.backup("a").depth(VerifyDepth.CONTENT))).findings())
        .isEmpty();
  }

  @Test
  void aCreateThatFailsBeforeTheLastLockIsFinishedByTheNext() {
    fill(BOOKS, 30);
    FaultyObjectStore faulty =
        FaultyObjectStore.over(backups)
            .failWhen(
                call -> call.is(Operation.LOCK) && call.touches("incremental.json"),
                () -> new StoreAccessDeniedException("Cannot lock it: no."));
    BackupRequest request = request("a", MONTH).incremental(true).build();
    try (BackupClient other = InMemoryClient.of(milvus, storage, faulty)) {
      assertThatThrownBy(() -> await(other.create(request)))
          .isInstanceOf(BackupInterruptedException.class)
          .hasMessageContaining("Cannot lock it: no.");
    }
    assertThat(lock(commit("a"))).isEmpty();
    assertThatThrownBy(() -> await(client.create(request.toBuilder().lockFor(WEEK).build())))
        .isInstanceOf(BackupExistsException.class);

    await(client.create(request));

    assertThat(lock(commit("a"))).contains(until("a"));
  }

  /** Whatever the call, nothing that is locked is deleted: the store of this test would refuse. */
  @Test
  void aCreateThatIsKilledAnywhereIsRepeated() {
    fill(BOOKS, 10);
    increment("first", Optional.of(MONTH));
    int killed = 0;
    for (int writes = 0; writes < 40; writes++) {
      String name = "a" + writes;
      BackupRequest request = request(name, MONTH).incremental(writes % 2 == 0).build();
      try (BackupClient mortal = InMemoryClient.of(milvus, storage, new Mortal(backups, writes))) {
        await(mortal.create(request));
      } catch (RuntimeException e) {
        killed++;
      }
      endLeases();
      if (client.find(name).isEmpty()) {
        await(client.create(request));
      }
      assertThat(await(client.verify(v -> v.backup(name))).findings()).isEmpty();
      assertThat(objects(name)).allSatisfy(key -> assertThat(lock(key)).isPresent());
    }
    assertThat(killed).isBetween(10, 39);
  }

  @Test
  void aLockedBackupIsNotAdopted() {
    fill(BOOKS, 30);
    await(client.create(request("full", MONTH).build()));

    assertThatThrownBy(() -> await(client.adopt("full")))
        .isInstanceOf(DeleteRefusedException.class)
        .hasMessageStartingWith("Cannot adopt backup 'full': it is locked until ");
    clock.advance(MONTH.plusMinutes(1));
    assertThat(await(client.adopt("full")).manifest().summary().lockedUntil()).isEmpty();
  }

  @Test
  void aMaterializedBackupIsNotLocked() {
    fill(BOOKS, 30);
    increment("a", Optional.of(MONTH));

    await(client.materialize("a", "m"));

    assertThat(client.get("m").summary().lockedUntil()).isEmpty();
    await(client.delete("m"));
  }

  @Test
  void nothingIsAskedAboutLocksWhereNothingIsLocked() {
    fill(BOOKS, 30);
    RecordingObjectStore recorded = RecordingObjectStore.over(InMemoryObjectStore.create());
    try (BackupClient other = InMemoryClient.of(milvus, storage, recorded)) {
      await(other.create(BackupRequest.builder().name("a").incremental(true).build()));
      await(other.delete("a"));
      prune(other);
    }
    assertThat(recorded.calls().stream().map(StoreCall::operation))
        .doesNotContain(Operation.LOCK, Operation.LOCKED_UNTIL);
  }

  private static BackupRequest.Builder request(String name, Duration lock) {
    return BackupRequest.builder().name(name).lockFor(lock);
  }

  private BackupReport increment(String name, Optional<Duration> lock) {
    BackupRequest.Builder request = BackupRequest.builder().name(name).incremental(true);
    lock.ifPresent(request::lockFor);
    return await(client.create(request.build()));
  }

  private static SharedSpace prune(BackupClient client) {
    return await(client.prune(PruneRequest.builder().unreferencedOnly().build())).sharedSpace();
  }

  private static Iterable<KeepReason> reasons(List<RetentionDecision> decisions, String backup) {
    return decisions.stream()
        .filter(decision -> decision.backup().name().equals(backup))
        .findFirst()
        .orElseThrow()
        .reasons();
  }

  private Instant until(String backup) {
    return client.get(backup).summary().lockedUntil().orElseThrow();
  }

  private List<ObjectKey> objects(String backup) {
    return client.get(backup).collections().stream()
        .flatMap(collection -> collection.objects())
        .map(StoredObject::key)
        .toList();
  }

  private static ObjectKey commit(String incremental) {
    return ObjectKey.of(incremental + "/meta/incremental.json");
  }

  private ObjectLocks locks() {
    return backups.locks().orElseThrow();
  }

  private Optional<Instant> lock(ObjectKey key) {
    return locks().lockedUntil(key);
  }

  private Optional<Instant> lockOf(ObjectKey inBucket) {
    return bucket.locks().orElseThrow().lockedUntil(inBucket);
  }

  private static final class LockingBucket extends ForwardingObjectStore {

    private final MovableClock clock;

    LockingBucket(MovableClock clock) {
      super(InMemoryObjectStore.withLocks(clock));
      this.clock = clock;
    }

    @Override
    public ObjectStore withRoot(String root) {
      return store.withRoot(root);
    }
  }

  /** The time of this machine, moved ahead. */
  private static final class MovableClock extends Clock {

    private Duration ahead = Duration.ZERO;

    synchronized void advance(Duration duration) {
      ahead = ahead.plus(duration);
    }

    @Override
    public synchronized Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
