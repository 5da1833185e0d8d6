package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.RepairReport;
import dev.milvusbackup.RepairRequest;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.BackupLockedException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.format.commit.CondemnedRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvusstorage.NoMilvusStorage;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged objects are fetched again, from a copy of the backup store or from Milvus. */
class RepairTest {

  /** What happens to an object. */
  enum Damage {
    DELETED(FindingKind.MISSING),
    TRUNCATED(FindingKind.SIZE),
    FLIPPED(FindingKind.DIGEST);

    private final FindingKind kind;

    Damage(FindingKind kind) {
      this.kind = kind;
    }

    void hit(ObjectStore store, ObjectKey key) {
      byte[] bytes = SmallObject.read(store, key);
      switch (this) {
        case DELETED -> store.delete(List.of(key));
        case TRUNCATED -> put(store, key, Arrays.copyOf(bytes, bytes.length - 1));
        case FLIPPED -> {
          bytes[bytes.length / 2] ^= 1;
          put(store, key, bytes);
        }
      }
    }

    private static void put(ObjectStore store, ObjectKey key, byte[] bytes) {
      store.put(key, ObjectBody.of(bytes), PutMode.REPLACE);
    }
  }

  abstract static class Repair extends OnSharedStore {

    final ObjectStore copy = bucket.withRoot("copy");

    Repair(String version) {
      super(version);
    }

    final RepairReport repair(String backup) {
      return await(sharing.repair(r -> r.backup(backup)));
    }

    /** Without Milvus. */
    final RepairReport repairFromCopy(String backup) {
      return repairOffline(RepairRequest.builder().backup(backup).copy(copy).build());
    }

    final RepairReport repairOffline(RepairRequest request) {
      try (BackupClient client = InMemoryClient.of(milvus, new NoMilvusStorage(), timed)) {
        return await(client.repair(request));
      }
    }

    /** The key of an insert log in the backup store. */
    final ObjectKey insertLog(String directory) {
      return ObjectKey.of(anyInsertLog(keys("backup/" + directory)).substring("backup/".length()));
    }

    @ParameterizedTest
    @EnumSource
    void aSharedObjectIsFetchedFromACopyForAllBackups(Damage damage) {
      fill(BOOKS, 30);
      List<Object[]> rows = rows(BOOKS);
      increment("a");
      increment("b");
      copyAll(timed, copy);
      ObjectKey log = insertLog(".shared");
      byte[] bytes = SmallObject.read(timed, log);
      damage.hit(timed, log);
      assertThat(verify("a").findings()).extracting(f -> f.kind()).containsExactly(damage.kind);
      assertThat(keys("backup/.shared/condemned")).hasSize(1);

      RepairReport report = repairFromCopy("a");

      assertThat(report.isSound()).isTrue();
      assertThat(report.repaired())
          .containsExactly(RepairReport.Repaired.of(log, bytes.length, copy.displayName(), true));
      assertThat(report.affectedBackups()).containsExactly("a", "b");
      assertThat(report.objects()).isPositive();
      assertThat(SmallObject.read(timed, log)).isEqualTo(bytes);
      assertThat(keys("backup/.shared/condemned")).isEmpty();
      assertThat(keys("backup/.shared/pins")).isEmpty();
      assertThat(keys("backup/a")).containsExactly("backup/a/meta/incremental.json");
      assertThat(verify("b").findings()).isEmpty();
      assertThat(keys("backup/b")).containsExactly("backup/b/meta/incremental.json");
      SampleRows.assertSame(rowsOf("a"), rows);
      SampleRows.assertSame(rowsOf("b"), rows);
    }

    @ParameterizedTest
    @EnumSource
    void aSharedObjectIsFetchedFromMilvusAndSharedFurther(Damage damage) {
      fill(BOOKS, 30);
      long size = increment("a").manifest().size();
      damage.hit(timed, insertLog(".shared"));
      verify("a");

      RepairReport report = repair("a");

      assertThat(report.repaired())
          .singleElement()
          .matches(r -> r.source().equals(storage.displayName()) && r.digestCompared());
      assertThat(increment("b").bytesReused()).isEqualTo(size);
      SampleRows.assertSame(rowsOf("b"), rows(BOOKS));
    }

    @ParameterizedTest
    @EnumSource
    void anObjectOfItsOwnIsFetchedFromMilvus(Damage damage) {
      fill(BOOKS, 30);
      await(sharing.create(BackupRequest.builder().name("full").build()));
      ObjectKey log = insertLog("full");
      damage.hit(timed, log);
      assertThat(verify("full").findings()).extracting(f -> f.key()).containsExactly(log);
      assertThat(keys("backup/full")).contains("backup/full/meta/damaged.json");

      RepairReport report = repair("full");

      assertThat(report.repaired()).extracting(r -> r.key()).containsExactly(log);
      assertThat(report.affectedBackups()).isEmpty();
      assertThat(keys("backup/full"))
          .doesNotContain("backup/full/meta/damaged.json")
          .noneMatch(key -> key.contains("/lock."));
      assertThat(verify("full").findings()).isEmpty();
      SampleRows.assertSame(rowsOf("full"), rows(BOOKS));
    }

    @Test
    void deleteLogsAreFetchedToo() {
      fill(BOOKS, 30);
      milvus.delete(BOOKS, 3L, 4L);
      flush(BOOKS);
      increment("a");
      List<Object[]> rows = rows(BOOKS);
      copyAll(timed, copy);
      List<ObjectKey> deltas =
          keys("backup/a/binlogs").stream()
              .map(k -> ObjectKey.of(k.substring("backup/".length())))
              .toList();
      assertThat(deltas).isNotEmpty().allMatch(key -> key.path().contains("delta_log"));
      timed.delete(deltas);

      assertThat(repair("a").repaired()).extracting(r -> r.key()).isEqualTo(deltas);

      timed.delete(deltas);
      assertThat(repairFromCopy("a").repaired()).extracting(r -> r.key()).isEqualTo(deltas);
      SampleRows.assertSame(rowsOf("a"), rows);
    }

    /** Nothing is written, and the report says what each source has. */
    @ParameterizedTest
    @EnumSource
    void aDamagedCopyIsRefused(Damage damage) {
      fill(BOOKS, 30);
      increment("a");
      copyAll(timed, copy);
      ObjectKey log = insertLog(".shared");
      timed.delete(List.of(log));
      damage.hit(copy, log);

      RepairReport report = repairFromCopy("a");

      assertThat(report.repaired()).isEmpty();
      assertThat(report.affectedBackups()).isEmpty();
      assertThat(report.findings())
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.kind()).isEqualTo(FindingKind.MISSING);
                assertThat(f.key()).isEqualTo(log);
                assertThat(f.message())
                    .startsWith("it is missing (" + copy.displayName() + ": it")
                    .contains(
                        Map.of(
                                Damage.DELETED, "it is missing)",
                                Damage.TRUNCATED, "the metadata says ",
                                Damage.FLIPPED, "its content has changed)")
                            .get(damage));
              });
      assertThat(timed.stat(log)).isEmpty();
      assertThat(keys("backup/a")).contains("backup/a/meta/damaged.json");
      assertThat(keys("backup/.shared/condemned")).hasSize(1);
    }

    @Test
    void whatTheCopyDoesNotHaveComesFromMilvus() {
      fill(BOOKS, 30);
      increment("a");
      copyAll(timed, copy);
      ObjectKey log = insertLog(".shared");
      Damage.FLIPPED.hit(timed, log);
      Damage.FLIPPED.hit(copy, log);

      assertThat(await(sharing.repair(r -> r.backup("a").copy(copy))).repaired())
          .singleElement()
          .matches(r -> r.source().equals(storage.displayName()));
      assertThat(verify("a").findings()).isEmpty();
    }

    /** A Milvus that was built again has other files under the same ids. */
    @Test
    void otherBytesInMilvusAreRefused() {
      fill(BOOKS, 30);
      increment("a");
      ObjectKey log = insertLog(".shared");
      timed.delete(List.of(log));
      keys("files").stream()
          .filter(k -> k.contains("insert_log"))
          .forEach(k -> Damage.FLIPPED.hit(bucket, ObjectKey.of(k)));

      RepairReport report = repair("a");

      assertThat(report.findings()).singleElement().matches(f -> f.message().contains("digest"));
      assertThat(timed.stat(log)).isEmpty();
    }

    @Test
    void aSoundBackupStaysAsItIs() {
      fill(BOOKS, 30);
      increment("a");
      List<String> before = keys("backup");

      RepairReport report = repair("a");

      assertThat(report.isSound()).isTrue();
      assertThat(report.repaired()).isEmpty();
      assertThat(keys("backup")).isEqualTo(before);
    }

    /** The list names two segments, and one of them is repaired. */
    @Test
    void onlyWhatIsSoundIsSharedAgain() {
      fill(BOOKS, 30);
      long size = increment("a").manifest().size();
      insert(30, 35);
      increment("b");
      copyAll(timed, copy);
      List<ObjectKey> logs =
          keys("backup/.shared/roots").stream()
              .map(k -> ObjectKey.of(k.substring("backup/".length())))
              .toList();
      ObjectKey ofA = logs.stream().filter(k -> sizeOf("a", k) >= 0).findFirst().orElseThrow();
      ObjectKey ofB = logs.stream().filter(k -> sizeOf("a", k) < 0).findFirst().orElseThrow();
      timed.delete(List.of(ofA, ofB));
      copy.delete(List.of(ofB));
      assertThat(verify("b").affectedBackups()).containsExactly("a", "b");

      RepairReport report = repairFromCopy("b");

      assertThat(report.repaired()).extracting(r -> r.key()).containsExactly(ofA);
      assertThat(report.affectedBackups()).containsExactly("a", "b");
      assertThat(report.findings()).extracting(f -> f.key()).containsExactly(ofB);
      timed.put(ofB, ObjectBody.of(SmallObject.read(storage, milvusKey(ofB))), PutMode.CREATE_NEW);
      assertThat(increment("c").bytesReused()).isEqualTo(size);
      assertThat(verify("a").findings()).isEmpty();
      assertThat(rowsOf("c")).hasSize(35);
    }

    private long sizeOf(String backup, ObjectKey key) {
      return sharing.get(backup).collections().stream()
          .flatMap(c -> c.objects())
          .filter(o -> o.key().equals(key))
          .mapToLong(StoredObject::size)
          .findFirst()
          .orElse(-1);
    }

    private static ObjectKey milvusKey(ObjectKey shared) {
      String[] path = shared.path().split("/", -1);
      return ObjectKey.of(String.join("/", path[3], path[4], path[5], path[7], path[8], path[9]));
    }

    @Test
    void aStrayObjectIsReportedAndStays() {
      fill(BOOKS, 30);
      increment("a");
      ObjectKey log = insertLog(".shared");
      ObjectKey stray = ObjectKey.of(log.path().substring(0, log.path().lastIndexOf('/')) + "/7");
      timed.put(stray, ObjectBody.of(new byte[3]), PutMode.CREATE_NEW);

      RepairReport report = repair("a");

      assertThat(report.findings()).extracting(f -> f.kind()).containsExactly(FindingKind.STRAY);
      assertThat(timed.stat(stray)).isPresent();
    }

    @Test
    void withoutAnySourceARepairIsRefused() {
      fill(BOOKS, 30);
      increment("a");

      assertThatThrownBy(() -> repairOffline(RepairRequest.builder().backup("a").build()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              "Cannot repair backup 'a': the request names no copy of the backup store, and the client was built without Milvus's storage. Call copy(…) on the request, or milvusStorage(…) on the builder of the client.");
      assertThatThrownBy(() -> RepairRequest.builder().build())
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              "Cannot repair: no backup is named. Call backup(\"nightly\") on the request.");
      assertThat(RepairRequest.builder().backup("a").copy(copy).id("1").build())
          .hasToString("RepairRequest[backup=a, copy=" + copy.displayName() + ", id=1]");
    }

    @Test
    void withoutItsMetadataNothingCanBeRepaired() {
      fill(BOOKS, 30);
      increment("a");
      Damage.FLIPPED.hit(timed, ObjectKey.of("a/meta/incremental.json"));
      await(sharing.create(BackupRequest.builder().name("full").build()));
      timed.delete(List.of(ObjectKey.of("full/meta/segment_meta.json")));

      assertThatThrownBy(() -> repair("a"))
          .isInstanceOf(CorruptBackupException.class)
          .hasMessageStartingWith(
              "Cannot repair backup 'a': its metadata is damaged, a/meta/incremental.json in ")
          .hasMessageEndingWith(
              " Copy its metadata files from a second copy of the store first; repair fetches only data.");
      assertThatThrownBy(() -> repair("full"))
          .isInstanceOf(CorruptBackupException.class)
          .hasMessageContaining("full/meta/segment_meta.json")
          .hasMessageContaining("it is missing");
      assertThatThrownBy(() -> repair("none")).isInstanceOf(BackupNotFoundException.class);
      delete("a");
      assertThat(keys("backup").stream().filter(k -> k.contains("/lock."))).isEmpty();
      assertThat(keys("backup/.shared/pins")).isEmpty();
    }

    /** Its delete may come after what is written here. */
    @Test
    void whileAPruneRemovesWhatItNeedsABackupIsNotRepaired() {
      fill(BOOKS, 30);
      increment("a");
      ObjectKey log = insertLog(".shared");
      timed.delete(List.of(log));
      String[] path = log.path().split("/", -1);
      CondemnedRecord list =
          new CondemnedRecord(Map.of(path[2], List.of(Long.valueOf(path[7]))), false, true);
      ObjectKey announced = ObjectKey.of(".shared/condemned/x.json");
      timed.put(announced, ObjectBody.of(MetadataJson.write(list)), PutMode.CREATE_NEW);

      assertThatThrownBy(() -> repair("a"))
          .isInstanceOf(BackupLockedException.class)
          .hasMessageStartingWith("Cannot repair backup 'a': a prune of ")
          .hasMessageEndingWith(
              " looks at shared objects that it needs. Repair it when the prune has ended; if it was killed, prune again first.");
      assertThat(timed.stat(log)).isEmpty();

      prune();
      assertThat(repair("a").repaired()).hasSize(1);
      assertThat(rowsOf("a")).hasSize(30);
    }
  }

  @Nested
  class Of235 extends Repair {

    Of235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class Of2527 extends Repair {

    Of2527() {
      super(InMemoryMilvus.V2_5_27);
    }
  }

  @Nested
  class Of2619 extends Repair {

    Of2619() {
      super(InMemoryMilvus.V2_6_19);
    }
  }
}
