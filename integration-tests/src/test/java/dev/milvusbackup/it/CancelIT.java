package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancelled job stops and leaves nothing; a running one tells how far it is. */
class CancelIT {

  @ParameterizedTest
  @EnumSource(names = {"FLUSHING", "COPYING", "CHECKING"})
  void aCancelledCreateLeavesNothing(Phase phase) throws InterruptedException {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("cancelled").create(milvus.client()).insert(0, 1000);
      Reached reached = new Reached(phase);

      var job = backups.create(b -> b.name("x").collections("cancelled").listener(reached::tell));
      reached.await();
      assertThat(job.cancel()).isTrue();
      reached.letGo();

      assertThatThrownBy(job::join).isInstanceOf(CancellationException.class);
      job.stopped().join();
      try (var objects = store.list(ObjectKey.ROOT)) {
        assertThat(objects).isEmpty();
      }
      assertThat(backups.list().incomplete()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATING", "STAGING", "IMPORTING", "INDEXING"})
  void aCancelledRestoreLeavesNothing(Phase phase) throws InterruptedException {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("cancelled").create(milvus.client()).insert(0, 1000);
      backups.create(b -> b.name("x").collections("cancelled")).join();
      Reached reached = new Reached(phase);

      Job<RestoreReport> job =
          backups.restore(
              r ->
                  r.backup("x")
                      .rename("cancelled", "new_db_for_cancel.gone")
                      .listener(reached::tell));
      reached.await();
      job.cancel();
      reached.letGo();

      job.stopped().join();
      assertThat(job).isCancelled();
      assertThat(milvus.client().listDatabases().getDatabaseNames())
          .doesNotContain("new_db_for_cancel");
      assertThat(milvus.staged(backups.get("x"))).isEmpty();
      try (var ledgers = store.list(ObjectKey.of(".restores"))) {
        assertThat(ledgers).isEmpty();
      }
    }
  }

  /**
   * Milvus 2.3 imports nothing for 15 minutes if a collection is dropped whose import job is still
   * waiting.
   */
  @Test
  void aRestoreAfterACancelledOneIsNotHeldUp() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups =
            milvus
                .backupClient()
                .backupStorage(store)
                .limits(l -> l.importTimeout(Duration.ofMinutes(2)))
                .build()) {
      Sample sample = Sample.shape("cancelled").create(milvus.client());
      sample.partition("p").partition("q");
      sample.insert(0, 1000).insert(1000, 1000, "p").insert(2000, 1000, "q");
      backups.create(b -> b.name("x").collections("cancelled")).join();
      Job<RestoreReport> job = backups.restore(r -> r.backup("x").suffix("_gone"));
      await().until(() -> job.progress().rowsDone() >= 1000);

      job.cancel();
      job.stopped().join();

      RestoreReport report = backups.restore(r -> r.backup("x").suffix("_gone")).join();
      assertThat(report.restored().get(0).rows()).isEqualTo(3000);
    }
  }

  @Test
  void progressGrowsToTheEnd() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("watched").create(milvus.client()).insert(0, 1000);
      List<Progress> seen = new CopyOnWriteArrayList<>();

      var job = backups.create(b -> b.name("x").collections("watched").listener(seen::add));
      long size = job.join().manifest().size();
      job.stopped().join();

      assertThat(seen).extracting(Progress::phase).startsWith(Phase.PLANNING).endsWith(Phase.DONE);
      assertThat(seen).extracting(Progress::bytesDone).isSorted();
      Progress last = job.progress();
      assertThat(last.bytesDone()).isEqualTo(last.bytes()).isEqualTo(size);
      assertThat(last.rowsDone()).isEqualTo(last.rows()).isEqualTo(1000);
      assertThat(last.ratio()).hasValue(1);
      assertThat(last.collectionsDone()).isEqualTo(1);
    }
  }

  /** Holds the job in its listener as soon as it has come to a phase. */
  private static final class Reached {

    private final Phase phase;
    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    Reached(Phase phase) {
      this.phase = phase;
    }

    void tell(Progress progress) {
      if (progress.phase() == phase) {
        there.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    void await() throws InterruptedException {
      there.await();
    }

    void letGo() {
      goOn.countDown();
    }
  }
}
