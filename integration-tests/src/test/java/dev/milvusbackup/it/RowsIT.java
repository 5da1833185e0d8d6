package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.filesystem.FileSystemObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.common.DataType;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rows come back: deletes, partitions, many segments, writes that go on meanwhile. */
@Order(4)
class RowsIT {

  private static final int SEGMENTS = Tier.length(4, 16);

  @TempDir Path folder;

  @Test
  void deletedRowsStayDeletedAndReinsertedOnesComeBackAsTheyWereLast() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample sample =
          Sample.shape("deletes").field("title", DataType.VarChar).create(milvus.client());
      sample.insert(0, 1000).flush();
      sample.delete(0, 100).flush(); // deleted in another segment's time
      sample.insert(100, 10).delete(100, 10); // written again and deleted in the same buffer
      sample.insert(1000, 1000).delete(500, 100).insert(500, 50).flush();
      sample.insert(2000, 1000).delete(2000, 5).insert(2000, 5).flush();
      sample.delete(550, 10).insert(555, 5).flush();
      SortedMap<String, String> before = Rows.of(milvus.client(), "deletes", "id");

      backups.create(b -> b.name("deletes").collections("deletes")).join();
      Restored restored =
          backups.restore(r -> r.backup("deletes").suffix("_back")).join().restored().get(0);

      assertThat(Rows.of(milvus.client(), "deletes_back", "id")).isEqualTo(before);
      assertImportJobs(milvus, restored, 1);
      assertThat(before).doesNotContainKeys("0", "99", "550", "554").containsKeys("555", "500");
    }
  }

  @Test
  void aCollectionWhoseRowsAreAllDeletedComesBackEmpty() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample.shape("cleared").create(milvus.client()).insert(0, 200).flush().delete(0, 200);
      backups.create(b -> b.name("cleared").collections("cleared")).join();
      assertThat(backups.get("cleared").rowCount()).isEqualTo(200);

      backups.restore(r -> r.backup("cleared").suffix("_back")).join();

      assertThat(Rows.of(milvus.client(), "cleared_back", "id")).isEmpty();
      assertThat(milvus.collections()).noneMatch(name -> name.startsWith("cleared_back__probing_"));
    }
  }

  /** As with a folder that is mounted into Milvus's container at another path. */
  @Test
  void filesThatMilvusCannotSeeAreAFailureAndNotAnEmptyCollection() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build();
        BackupClient blind =
            milvus
                .backupClient()
                .rootSeenByMilvus("/no/such/folder")
                .backupStorage(store)
                .build()) {
      Sample.shape("unseen").create(milvus.client()).insert(0, 200).flush().delete(0, 10);
      backups.create(b -> b.name("unseen").collections("unseen")).join();

      assertThatThrownBy(() -> blind.restore(r -> r.backup("unseen").suffix("_back")).join())
          .hasCauseInstanceOf(RestoreFailedException.class)
          .hasMessageContaining("read 0 rows from /no/such/folder/restore-staging/")
          .hasMessageContaining("set rootSeenByMilvus");
      assertThat(milvus.collections()).noneMatch(name -> name.startsWith("unseen_"));
    }
  }

  @Test
  void everyPartitionGetsItsOwnRows() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample sample = Sample.shape("parts").create(milvus.client());
      sample.partition("winter").partition("summer").partition("empty");
      sample.insert(0, 300).insert(1000, 200, "winter").insert(2000, 100, "summer");
      sample.delete(1000, 50);
      backups.create(b -> b.name("parts").collections("parts")).join();

      Restored restored =
          backups.restore(r -> r.backup("parts").suffix("_back")).join().restored().get(0);

      assertImportJobs(milvus, restored, 3);
      for (String partition : new String[] {"_default", "winter", "summer", "empty"}) {
        assertThat(Rows.keysIn(milvus.client(), "parts_back", partition))
            .isEqualTo(Rows.keysIn(milvus.client(), "parts", partition));
      }
      assertThat(Rows.keysIn(milvus.client(), "parts_back", "winter")).hasSize(150);
      assertThat(Rows.of(milvus.client(), "parts_back", "id"))
          .isEqualTo(Rows.of(milvus.client(), "parts", "id"));
    }
  }

  @Test
  void severalSegmentsTakeOneJobInPlaceAndOneStaged() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore inPlace = FileSystemObjectStore.at(folder);
        ObjectStore elsewhere = InMemoryObjectStore.create();
        BackupClient near = milvus.backupClient().backupStorage(inPlace).build();
        BackupClient far = milvus.backupClient().backupStorage(elsewhere).build()) {
      MilvusUnderTest.assumeSetting("dataCoord.enableCompaction=false, on a folder");
      Sample sample = Sample.shape("segments").create(milvus.client());
      for (int i = 0; i < SEGMENTS; i++) {
        sample.insert(i * 200L, 200).flush();
      }
      SortedMap<String, String> before = Rows.of(milvus.client(), "segments", "id");

      var manifest = near.create(b -> b.name("seg").collections("segments")).join().manifest();
      far.create(b -> b.name("seg").collections("segments")).join();
      Restored fromNear =
          near.restore(r -> r.backup("seg").suffix("_near")).join().restored().get(0);
      Restored fromFar = far.restore(r -> r.backup("seg").suffix("_far")).join().restored().get(0);

      assertThat(manifest.collections().get(0).partitions().get(0).segments())
          .hasSizeGreaterThanOrEqualTo(SEGMENTS);
      assertImportJobs(milvus, fromNear, 1);
      assertThat(fromNear.placement()).hasToString("IN_PLACE");
      assertImportJobs(milvus, fromFar, 1);
      assertThat(fromFar.placement()).hasToString("STAGED");
      assertThat(Rows.of(milvus.client(), "segments_near", "id"))
          .isEqualTo(before)
          .hasSize(SEGMENTS * 200);
      assertThat(Rows.of(milvus.client(), "segments_far", "id")).isEqualTo(before);
    }
  }

  /**
   * Milvus writes a growing segment out in portions, here of 1 MiB by its own estimate of the rows'
   * size, which caps texts: several binlogs for each field.
   */
  @Test
  void segmentsOfSeveralBinlogsComeBackWhole() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = InMemoryObjectStore.create();
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      MilvusUnderTest.assumeSetting("dataNode.segment.insertBufSize=1048576");
      Sample sample = Sample.shape("large").field("text", DataType.VarChar).create(milvus.client());
      sample.insert(0, 10_000);
      await().until(() -> milvus.hasInsertLogs("large"));
      sample.insert(10_000, 1000).delete(100, 50);
      SegmentManifest segment =
          backups
              .create(b -> b.name("large").collections("large"))
              .join()
              .manifest()
              .collections()
              .get(0)
              .partitions()
              .get(0)
              .segments()
              .get(0);

      backups.restore(r -> r.backup("large").suffix("_back")).join();

      int fields = 5; // id, text, vector, row id, timestamp
      assertThat(segment.insertLogs()).hasSizeGreaterThan(fields);
      assertThat(Rows.of(milvus.client(), "large_back", "id"))
          .isEqualTo(Rows.of(milvus.client(), "large", "id"))
          .hasSize(10_950);
    }
  }

  @Test
  void aPartitionAboveTheLimitIsImportedInPortions() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups =
            milvus
                .backupClient()
                .backupStorage(store)
                .limits(l -> l.importBytes(150_000))
                .build()) {
      Sample sample = Sample.shape("portions").create(milvus.client());
      for (int i = 0; i < 3; i++) {
        sample.insert(i * 1000L, 1000).delete(i * 1000L, 10).flush();
      }
      backups.create(b -> b.name("portions").collections("portions")).join();

      Restored restored =
          backups.restore(r -> r.backup("portions").suffix("_back")).join().restored().get(0);

      assertThat(restored.importJobs()).isGreaterThan(1);
      assertThat(Rows.of(milvus.client(), "portions_back", "id"))
          .isEqualTo(Rows.of(milvus.client(), "portions", "id"))
          .hasSize(2970);
    }
  }

  @Test
  void rowsAcknowledgedBeforeACreateAreInItAndNoneThatNeverWas() {
    try (MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
        ObjectStore store = FileSystemObjectStore.at(folder);
        BackupClient backups = milvus.backupClient().backupStorage(store).build()) {
      Sample sample = Sample.shape("busy").field("title", DataType.VarChar).create(milvus.client());
      AtomicLong acknowledged = new AtomicLong();
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                while (!enough.get()) {
                  sample.insert(acknowledged.get(), 100);
                  acknowledged.addAndGet(100);
                }
              });
      await().until(() -> acknowledged.get() >= 1000);

      long before = acknowledged.get();
      backups.create(b -> b.name("busy").collections("busy")).join();
      enough.set(true);
      writer.join();
      backups.restore(r -> r.backup("busy").suffix("_back")).join();

      SortedMap<String, String> written = Rows.of(milvus.client(), "busy", "id");
      SortedMap<String, String> restored = Rows.of(milvus.client(), "busy_back", "id");
      assertThat(written.entrySet()).containsAll(restored.entrySet());
      for (long id = 0; id < before; id++) {
        assertThat(restored).containsKey(String.valueOf(id));
      }
    }
  }

  /** Later servers take several directories for each job, and others for deletes. */
  private static void assertImportJobs(MilvusUnderTest milvus, Restored restored, int jobs) {
    if (milvus.importsOneDirectoryPerJob()) {
      assertThat(restored.importJobs()).isEqualTo(jobs);
    } else {
      assertThat(restored.importJobs()).isPositive();
    }
  }
}
