package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.ProgressListener;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.storage.minio.MinioObjectStore;
import dev.milvusbackup.testkit.internal.DevServers;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Services that go away in the middle of a job, and come back. */
@Tag(Tier.SLOW)
class OutageIT {

  @Test
  void aStoreThatIsCutOffForTenSecondsDelaysCreateAndRestore() throws IOException {
    try (MilvusUnderTest milvus = MilvusUnderTest.onMinio();
        CuttableProxy line = CuttableProxy.to(milvus.minioEndpoint());
        ObjectStore segments = throughLine(milvus, line, milvus.minioBucket(), "files");
        ObjectStore backupStore = throughLine(milvus, line, milvus.otherBucket(), "outage");
        BackupClient backups =
            milvus
                .backupClient()
                .milvusStorage(segments)
                .backupStorage(backupStore)
                .limits(l -> l.concurrentCopies(2))
                .build()) {
      Sample sample = Sample.shape("cut_off").create(milvus.client());
      for (int i = 0; i < 4; i++) {
        sample.insert(i * 100L, 100).flush();
      }

      backups
          .create(
              b ->
                  b.name("cut")
                      .collections("cut_off")
                      .listener(once(Phase.COPYING, line::cutForAWhile)))
          .join();
      backups
          .restore(
              r ->
                  r.backup("cut").suffix("_back").listener(once(Phase.STAGING, line::cutForAWhile)))
          .join();

      SortedMap<String, String> before = Rows.of(milvus.client(), "cut_off", "id");
      assertThat(Rows.of(milvus.client(), "cut_off_back", "id")).isEqualTo(before).hasSize(400);
      backups.delete("cut").join();
    }
  }

  @Test
  void aMilvusThatIsRestartedDelaysCreateAndRestore() {
    try (DevServers servers = DevServers.start("milvus:name=restarted,storage=local");
        MilvusUnderTest milvus = MilvusUnderTest.of(servers, "restarted");
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("steady").create(milvus.client()).insert(0, 1000);
      SortedMap<String, String> before = Rows.of(milvus.client(), "steady", "id");
      Restarts create = new Restarts(servers, Phase.FLUSHING);
      Restarts restore =
          new Restarts(servers, Phase.CREATING, Phase.IMPORTING, Phase.INDEXING, Phase.LOADING);

      backups.create(b -> b.name("x").collections("steady").listener(create)).join();
      create.requireAll();
      restoreOrResume(backups, restore);
      restore.requireAll();

      assertThat(Rows.of(milvus.client(), "steady_back", "id")).isEqualTo(before).hasSize(1000);
    }
  }

  /**
   * If the kill hits the moment in which an import job is sent, nobody knows whether Milvus has it:
   * the restore fails, and the same restore resumes.
   */
  private static void restoreOrResume(BackupClient backups, ProgressListener listener) {
    try {
      backups.restore(r -> r.backup("x").suffix("_back").listener(listener)).await();
    } catch (RestoreFailedException e) {
      assertThat(e.report().failed())
          .allSatisfy(
              failed -> assertThat(failed.cause()).isInstanceOf(MilvusUnavailableException.class));
      backups.restore(r -> r.backup("x").suffix("_back").listener(listener)).await();
    }
  }

  /** Kills Milvus at the beginning of some phases, and starts it again while the job goes on. */
  private static final class Restarts implements ProgressListener {

    private final DevServers servers;
    private final Set<Phase> due;
    private CompletableFuture<Void> back = CompletableFuture.completedFuture(null);

    Restarts(DevServers servers, Phase... phases) {
      this.servers = servers;
      this.due = EnumSet.copyOf(List.of(phases));
    }

    @Override
    public void onProgress(Progress progress) {
      if (due.remove(progress.phase())) {
        back.join();
        servers.command("kill restarted");
        back = CompletableFuture.runAsync(() -> servers.command("start restarted"));
      }
    }

    void requireAll() {
      back.join();
      assertThat(due).isEmpty();
    }
  }

  /** Does something once, at the beginning of a phase; the job waits for it. */
  private static ProgressListener once(Phase phase, Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return progress -> {
      if (progress.phase() == phase && done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }

  private static ObjectStore throughLine(
      MilvusUnderTest milvus, CuttableProxy line, String bucket, String prefix) {
    return MinioObjectStore.builder()
        .endpoint(line.endpoint())
        .credentials(milvus.minioAccessKey(), milvus.minioSecretKey())
        .bucket(bucket)
        .prefix(prefix)
        .build();
  }
}
