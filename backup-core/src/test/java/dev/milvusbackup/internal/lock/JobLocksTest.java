package dev.milvusbackup.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CreateIntent;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who has the name of a backup, whoever dies, hangs, or has another clock. */
@Execution(ExecutionMode.CONCURRENT)
class JobLocksTest {

  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration BOUND = Duration.ofMinutes(1);
  private static final CreateIntent INTENT = new CreateIntent(List.of("default.a"), "FLUSH", "mem");

  private final BackupLayout layout = new BackupLayout(new BackupName("x"));
  private final ObjectStore store = InMemoryObjectStore.create();
  private final FaultyObjectStore faulty = FaultyObjectStore.over(store);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CancelToken cancel = new CancelToken();
  private final JobLocks locks = new JobLocks(store, LEASE, threads);
  private final JobLocks faultyLocks = new JobLocks(faulty, LEASE, threads);

  @AfterEach
  void stop() {
    threads.shutdownNow();
    store.close();
  }

  @Test
  void nobodyElseGetsALockThatIsHeld() {
    JobLock held = locks.forCreate(layout, INTENT, "job-1", cancel);

    assertThatThrownBy(() -> locks.forDelete(layout, "job-2", new CancelToken()))
        .isInstanceOf(BackupLockedException.class)
        .hasMessageStartingWith("Cannot delete backup 'x': a create of it is running in memory:")
        .hasMessageContaining("job job-1 on host ");

    held.require();
    held.release();
    assertThat(files()).isEmpty();
  }

  @Test
  void ofManyExactlyOneTakesOverFromADeadHolder() {
    leaveBehind(record(Instant.now(), false));

    List<CompletableFuture<JobLock>> jobs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String id = "job-" + i;
      jobs.add(
          CompletableFuture.supplyAsync(
              () -> locks.forCreate(layout, INTENT, id, new CancelToken()), threads));
    }
    List<JobLock> holders = new ArrayList<>();
    for (CompletableFuture<JobLock> job : jobs) {
      try {
        holders.add(job.join());
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(BackupLockedException.class);
      }
    }

    assertThat(holders).hasSize(1);
    assertThat(holders.get(0).former()).map(LockRecord::jobId).contains("dead");
    holders.get(0).confirm();
    holders.get(0).release();
    assertThat(files()).isEmpty();
  }

  @Test
  void aHolderWhoseClockIsDaysOffIsTakenForAliveAsLongAsItBeats() {
    LockRecord lying = record(Instant.now().minus(Duration.ofDays(3)), false);
    leaveBehind(lying);
    AtomicBoolean beating = new AtomicBoolean(true);
    threads.execute(
        () -> {
          LockRecord next = lying;
          while (beating.get()) {
            next = next.beatAgain(Instant.now().minus(Duration.ofDays(3)));
            leaveBehind(next);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
          }
        });

    assertThatThrownBy(() -> locks.forDelete(layout, "job-1", cancel))
        .isInstanceOf(BackupLockedException.class);

    beating.set(false);
  }

  @Test
  void aDeadHolderWhoseClockWasDaysAheadIsTakenOverAfterItsLease() {
    leaveBehind(record(Instant.now().plus(Duration.ofDays(3)), false));
    long start = System.nanoTime();

    JobLock taken = locks.forDelete(layout, "job-1", cancel);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LEASE);
    taken.release();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatWasLeftIsTakenAtOnce() {
    LockRecord hours = new LockRecord("create", "old", "t", "h", 1, 3_600_000, 5, "", true, INTENT);
    leaveBehind(hours);

    JobLock taken = locks.forCreate(layout, INTENT, "job-1", cancel);

    assertThat(taken.former()).contains(hours);
    assertThat(files()).containsExactly("x/meta/lock.1.json", "x/meta/lock.2.json");
    taken.forgetFormer();
    assertThat(files()).containsExactly("x/meta/lock.2.json");
    taken.leave();
    assertThat(new LockReader(store).newest(layout.locks()))
        .map(LockRecord::released)
        .contains(true);
  }

  @Test
  void givingBackLeavesWhatTheFormerHolderLeft() {
    leaveBehind(record(Instant.now(), true));

    locks.forCreate(layout, INTENT, "job-1", cancel).releaseUnused();

    assertThat(files()).containsExactly("x/meta/lock.1.json");
  }

  @Test
  void aHolderThatCannotBeatStopsBeforeAnotherTakesOver() {
    JobLock first = faultyLocks.forCreate(layout, INTENT, "job-1", cancel);
    faulty.failWhen(call -> call.is(Operation.PUT), FaultyObjectStore.outage());

    JobLock second = locks.forCreate(layout, INTENT, "job-2", new CancelToken());
    faulty.heal();

    assertThatThrownBy(() -> first.store().delete(List.of(layout.locks().lock(2))))
        .isInstanceOf(BackupLockedException.class)
        .hasMessageStartingWith("Cannot continue the create of backup 'x' in memory:");
    await().atMost(BOUND).until(cancel::isCancelled);
    assertThatThrownBy(cancel::check).isInstanceOf(BackupLockedException.class);
    first.leave();
    first.releaseUnused();
    first.release();
    second.confirm();
    second.release();
    assertThat(files()).isEmpty();
  }

  @Test
  void anOutageShorterThanTheLeaseIsSurvived() {
    AtomicBoolean failed = new AtomicBoolean();
    Predicate<StoreCall> firstBeat =
        call -> call.is(Operation.PUT) && failed.compareAndSet(false, true);
    JobLock held = faultyLocks.forCreate(layout, INTENT, "job-1", cancel);
    faulty.failWhen(firstBeat, FaultyObjectStore.outage());

    await().atMost(BOUND).until(failed::get);
    long beats = beats();
    await().atMost(BOUND).until(() -> beats() >= beats + 3);

    held.confirm();
    held.release();
  }

  @Test
  void aNewerGenerationIsSeenAtTheNextBeat() {
    JobLock first = locks.forCreate(layout, INTENT, "job-1", cancel);
    byte[] other = MetadataJson.write(record(Instant.now(), false));
    store.put(layout.locks().lock(2), ObjectBody.of(other), PutMode.CREATE_NEW);

    await().atMost(BOUND).until(first::isLost);

    assertThatThrownBy(cancel::check)
        .isInstanceOf(BackupLockedException.class)
        .hasMessageContaining("the lock was taken over by job dead on host h (process 1");
    first.release();
    assertThat(files()).contains("x/meta/lock.2.json");
  }

  @Test
  void aLockThatIsRemovedIsLost() {
    JobLock held = locks.forCreate(layout, INTENT, "job-1", cancel);
    store.delete(List.of(layout.locks().lock(1)));

    await().atMost(BOUND).until(held::isLost);

    assertThat(files()).isEmpty();
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() {
    AtomicBoolean failed = new AtomicBoolean();
    faulty.failAfter(
        call -> call.is(Operation.PUT) && failed.compareAndSet(false, true),
        FaultyObjectStore.outage());

    JobLock held = faultyLocks.forCreate(layout, INTENT, "job-1", cancel);

    assertThat(files()).containsExactly("x/meta/lock.1.json");
    held.release();
    assertThat(files()).isEmpty();
  }

  @Test
  void waitingForALeaseCanBeCancelled() {
    leaveBehind(new LockRecord("create", "old", "t", "h", 1, 3_600_000, 5, "", false, INTENT));
    CompletableFuture<JobLock> waiting =
        CompletableFuture.supplyAsync(
            () -> locks.forCreate(layout, INTENT, "job-1", cancel), threads);

    cancel.cancel();

    assertThatThrownBy(waiting::join)
        .isInstanceOfAny(CompletionException.class, CancellationException.class);
    assertThat(files()).containsExactly("x/meta/lock.1.json");
  }

  @Test
  void whatCannotBeReadIsALockWithTheUsualLease() {
    byte[] odd = "job-1".getBytes(StandardCharsets.UTF_8);
    store.put(layout.locks().lock(1), ObjectBody.of(odd), PutMode.CREATE_NEW);

    LockRecord found = new LockReader(store).newest(layout.locks()).orElseThrow();

    assertThat(found.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(found.holder()).isEqualTo("an unknown job");
    assertThat(found.seemsAlive(Instant.now())).isFalse();
    LockRecord endless =
        new LockRecord("create", "j", "t", "h", 1, Long.MAX_VALUE, 0, "", false, null);
    assertThat(endless.lease()).isEqualTo(Duration.ofHours(1));
  }

  private static LockRecord record(Instant beatAt, boolean released) {
    return new LockRecord(
        "create", "dead", "t", "h", 1, LEASE.toMillis(), 7, beatAt.toString(), released, INTENT);
  }

  private void leaveBehind(LockRecord record) {
    store.put(layout.locks().lock(1), ObjectBody.of(MetadataJson.write(record)), PutMode.REPLACE);
  }

  private long beats() {
    return new LockReader(store).newest(layout.locks()).map(LockRecord::beat).orElse(0L);
  }

  private List<String> files() {
    try (var objects = store.list(ObjectKey.ROOT)) {
      return objects.map(o -> o.key().path()).toList();
    }
  }
}
