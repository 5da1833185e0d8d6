package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that work on one store at the same time. */
class ConcurrentCreateIT {

  private static final Duration LEASE = Duration.ofSeconds(10);

  private static MilvusUnderTest milvus;

  private final List<JobProcess> processes = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void prepare() {
    milvus = MilvusUnderTest.onLocalStorage();
    Sample.shape("crowd").create(milvus.client()).insert(0, 300).flush().insert(300, 300).flush();
  }

  @AfterAll
  static void stop() {
    milvus.close();
  }

  @AfterEach
  void end() {
    processes.forEach(JobProcess::close);
  }

  @Test
  void ofEightProcessesThatCreateOneNameExactlyOneWins() {
    IntStream.range(0, 8).forEach(i -> start("create", "same"));

    List<Integer> codes = runAll();

    assertThat(Collections.frequency(codes, JobProcess.DONE)).isEqualTo(1);
    assertThat(Collections.frequency(codes, JobProcess.NAME_TAKEN)).isEqualTo(7);
    try (ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient client = milvus.backupClient().backupStorage(store).build()) {
      Intact.check(client.get("same"), store);
      assertThat(Intact.metas(store, "same")).hasSize(6);
      client.restore(r -> r.backup("same").suffix("_won")).join();
    }
    assertThat(Rows.of(milvus.client(), "crowd_won", "id"))
        .isEqualTo(Rows.of(milvus.client(), "crowd", "id"))
        .hasSize(600);
  }

  @Test
  void jobsUnderDifferentNamesDoNotDisturbEachOther() {
    try (ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient client = milvus.backupClient().backupStorage(store).build()) {
      for (String name : List.of("stays", "goes_1", "goes_2")) {
        client.create(b -> b.name(name).collections("crowd")).join();
      }
      Stream.of("new_1", "new_2", "new_3").forEach(name -> start("create", name));
      Stream.of("goes_1", "goes_2").forEach(name -> start("delete", name));
      processes.forEach(JobProcess::ready);
      processes.forEach(JobProcess::go);

      int looks = 0;
      while (processes.stream().anyMatch(JobProcess::isAlive)) {
        assertThat(client.list().backups()).extracting(BackupSummary::name).contains("stays");
        Intact.check(client.get("stays"), store);
        looks++;
      }

      assertThat(looks).isGreaterThan(1);
      assertThat(processes).extracting(JobProcess::end).containsOnly(JobProcess.DONE);
      assertThat(client.list().backups())
          .extracting(BackupSummary::name)
          .containsExactly("new_1", "new_2", "new_3", "stays");
      assertThat(client.list().incomplete()).isEmpty();
      Intact.checkAll(client, store);
    }
  }

  @Test
  void ofTwoDeletesAtOnceOneDoesItAndTheOtherSaysSo() {
    try (ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient client = milvus.backupClient().backupStorage(store).build()) {
      client.create(b -> b.name("twice").collections("crowd")).join();
      IntStream.range(0, 2).forEach(i -> start("delete", "twice"));

      List<Integer> codes = runAll();

      assertThat(codes).contains(JobProcess.DONE);
      assertThat(codes).isSubsetOf(JobProcess.DONE, JobProcess.NAME_TAKEN, JobProcess.NOT_FOUND);
      assertThat(Intact.sizes(store, ObjectKey.ROOT)).isEmpty();
    }
  }

  private void start(String action, String name) {
    Place place =
        new Place(
            milvus.uri(),
            milvus.storageUri(),
            folder.toUri().toString(),
            milvus.minioAccessKey(),
            milvus.minioSecretKey());
    processes.add(JobProcess.start(place, action, name, "crowd", LEASE));
  }

  private List<Integer> runAll() {
    processes.forEach(JobProcess::ready);
    processes.forEach(JobProcess::go);
    return processes.stream().map(JobProcess::end).toList();
  }
}
