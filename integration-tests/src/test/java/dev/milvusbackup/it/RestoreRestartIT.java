package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.FaultyObjectStore;
import dev.milvusbackup.testkit.StoreCall;
import dev.milvusbackup.testkit.StoreCall.Operation;
import dev.milvusbackup.testkit.internal.DevServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Milvus is restarted, or a store is away for a while, in the middle of a restore. */
@Tag(Tier.SLOW)
class RestoreRestartIT {

  @TempDir Path folder;

  @Test
  void milvusIsRestartedWhileItImports() throws InterruptedException {
    try (DevServers servers = DevServers.start("milvus:name=restarted,storage=local");
        MilvusUnderTest milvus = MilvusUnderTest.of(servers, "restarted");
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample first = Sample.shape("first").create(milvus.client()).partition("p").partition("q");
      first.insert(0, 500).insert(1000, 500, "p").insert(2000, 500, "q").delete(0, 50);
      Sample.shape("second").create(milvus.client()).insert(0, 300);
      backups.create(b -> b.name("x").collections("first", "second")).join();
      CountDownLatch importing = new CountDownLatch(1);

      Job<RestoreReport> job =
          backups.restore(
              r ->
                  r.backup("x")
                      .suffix("_back")
                      .listener(
                          progress -> {
                            if (progress.phase() == Phase.IMPORTING) {
                              importing.countDown();
                            }
                          }));
      importing.await();
      servers.command("restart restarted");

      finishOrRepeat(backups, job);
      for (String name : List.of("first", "second")) {
        await().ignoreExceptions().until(() -> !rows(servers, name).isEmpty());
        assertThat(rows(servers, name + "_back")).isEqualTo(rows(servers, name));
      }
      assertThat(milvus.collections()).noneMatch(name -> name.contains("__restoring_"));
      try (var ledgers = store.list(ObjectKey.of(".restores"))) {
        assertThat(ledgers).isEmpty();
      }
    }
  }

  @Test
  void theBackupStoreIsAwayForSecondsWhileItIsStaged() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore memory = InMemoryObjectStore.create();
        FaultyObjectStore store = FaultyObjectStore.over(memory);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("away").create(milvus.client()).insert(0, 500).delete(0, 50);
      backups.create(b -> b.name("x").collections("away")).join();
      AtomicLong since = new AtomicLong();
      store.failWhen(
          call -> {
            boolean data = call.is(Operation.OPEN) && isData(call);
            since.compareAndSet(0, data ? System.nanoTime() : 0);
            return data && System.nanoTime() - since.get() < Duration.ofSeconds(2).toNanos();
          },
          FaultyObjectStore.outage());

      backups.restore(r -> r.backup("x").suffix("_back")).join();

      assertThat(since).hasPositiveValue();
      assertThat(Rows.of(milvus.client(), "away_back", "id"))
          .isEqualTo(Rows.of(milvus.client(), "away", "id"))
          .hasSize(450);
    }
  }

  /** Either is right; what is not is an end without a clear word. */
  private static void finishOrRepeat(BackupClient backups, Job<RestoreReport> job) {
    try {
      job.join();
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(RestoreFailedException.class);
      backups.restore(r -> r.backup("x").suffix("_back")).join();
    }
  }

  private static SortedMap<String, String> rows(DevServers servers, String collection) {
    try (MilvusUnderTest milvus = MilvusUnderTest.of(servers, "restarted")) {
      return Rows.of(milvus.client(), collection, "id");
    }
  }

  private static boolean isData(StoreCall call) {
    return call.keys().get(0).path().contains("/binlogs/");
  }
}
