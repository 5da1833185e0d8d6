package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.VerifyDepth;
import dev.milvusbackup.retention.SharedSpace;
import dev.milvusbackup.storage.ObjectStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backups that share objects, of a real Milvus on MinIO, in the same service. */
class IncrementalIT {

  private static final int NIGHTS = Tier.length(4, 10);
  private static final int ROWS = 200;

  private static MilvusUnderTest milvus;

  private final ObjectStore store =
      milvus.bucket(milvus.otherBucket(), "incremental-" + UUID.randomUUID());
  private final BackupClient backups = milvus.backupClient().backupStorage(store).build();

  @BeforeAll
  static void connect() {
    milvus = MilvusUnderTest.onMinio();
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
  void anUnchangedCollectionIsNotCopiedAgain() {
    Sample.shape("still").create(milvus.client()).insert(0, 2 * ROWS).flush();
    BackupReport first = create("a", "still");
    BackupReport second = create("b", "still");

    // Milvus may have merged segments between the two.
    if (second.bytesReused() > 0) {
      assertThat(second.bytesReused()).isEqualTo(first.manifest().size());
      assertThat(second.bytesCopiedByStore() + second.bytesStreamed()).isZero();
    }
    backups.delete("a").join();
    assertThat(backups.verify(v -> v.backup("b").depth(VerifyDepth.CONTENT)).join().findings())
        .isEmpty();
    backups.materialize("b", "m").join();
    for (String name : List.of("b", "m")) {
      backups.restore(r -> r.backup(name).suffix("_" + name)).join();
      assertThat(Rows.of(milvus.client(), "still_" + name, "id"))
          .isEqualTo(Rows.of(milvus.client(), "still", "id"))
          .hasSize(2 * ROWS);
    }
  }

  /**
   * MinIO keeps the ETag of an object that it copies, so the next create finds what was adopted.
   */
  @Test
  void aFullBackupIsAdoptedAndSharedFurther() {
    Sample.shape("adopted").create(milvus.client()).insert(0, 2 * ROWS).delete(5, 7).flush();
    SortedMap<String, String> rows = Rows.of(milvus.client(), "adopted", "id");
    BackupReport full = backups.create(b -> b.name("f").collections("adopted")).join();

    BackupReport adopted = backups.adopt("f").join();
    BackupReport next = create("g", "adopted");

    assertThat(adopted.manifest().size()).isEqualTo(full.manifest().size());
    // Milvus may have merged segments meanwhile.
    if (next.bytesReused() > 0) {
      assertThat(next.bytesReused())
          .isEqualTo(adopted.bytesCopiedByStore() + adopted.bytesStreamed());
    }
    backups.delete("f").join();
    assertThat(backups.list().deleted()).containsExactly("f");
    backups.undelete("f").join();
    assertThat(backups.verify(v -> v.backup("f").depth(VerifyDepth.CONTENT)).join().findings())
        .isEmpty();
    for (String name : List.of("f", "g")) {
      backups.restore(r -> r.backup(name).suffix("_" + name)).join();
      assertThat(Rows.of(milvus.client(), "adopted_" + name, "id")).isEqualTo(rows);
    }
  }

  /** With inserts and deletes, and whatever Milvus does to its segments meanwhile. */
  @Test
  void eachBackupOfAChainBringsBackItsOwnState() {
    Sample sample = Sample.shape("chained").create(milvus.client());
    Map<String, SortedMap<String, String>> states = new LinkedHashMap<>();
    for (int night = 0; night < NIGHTS; night++) {
      sample.insert((long) night * ROWS, ROWS).delete((long) night * ROWS, 7);
      if (night > 0) {
        sample.delete((night - 1L) * ROWS + 50, 5);
      }
      sample.flush();
      create("night-" + night, "chained");
      states.put("night-" + night, Rows.of(milvus.client(), "chained", "id"));
    }
    backups.delete("night-1").join();
    states.remove("night-1");
    SharedSpace space = backups.prune(p -> p.unreferencedOnly()).join().sharedSpace();
    assertThat(space.bytesRemoved()).isZero(); // not before a day has passed
    assertThat(space.waitingFor()).isEmpty();

    states.forEach(
        (name, rows) -> {
          backups.restore(r -> r.backup(name).suffix("_" + name.replace('-', '_'))).join();
          String restored = "chained_" + name.replace('-', '_');
          assertThat(Rows.of(milvus.client(), restored, "id")).isEqualTo(rows);
        });
  }

  private BackupReport create(String name, String collection) {
    return backups.create(b -> b.name(name).collections(collection).incremental(true)).join();
  }
}
