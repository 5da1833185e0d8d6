package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.format.metadata.DatabaseBackupInfo;
import dev.milvusbackup.internal.format.schema.KeyValue;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.DeleteDirectory;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.segments.ChannelPosition;
import dev.milvusbackup.internal.milvus.segments.PersistentSegment;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Servers from 2.4 on, which keep deletes in segments of their own and import over HTTP. */
class DeleteSegmentsTest {

  abstract static class WithDeletes extends OnInMemoryMilvus {

    WithDeletes(String version) {
      super(version);
    }

    @BeforeEach
    void fill() {
      fill(BOOKS, 30);
      milvus.delete(BOOKS, 28L, 29L);
      flush(BOOKS);
    }

    long collection() {
      return milvus.collections().id(BOOKS);
    }

    long partition() {
      return milvus.partitions().of(BOOKS, collection()).get(0).partitionId();
    }

    long segment(boolean deletesOnly) {
      return milvus.segments().of(BOOKS).orElseThrow().stream()
          .filter(segment -> segment.deletesOnly() == deletesOnly)
          .mapToLong(PersistentSegment::id)
          .findFirst()
          .orElseThrow();
    }

    void put(String key) {
      storage.put(ObjectKey.of(key), ObjectBody.of(new byte[10]), PutMode.CREATE_NEW);
    }

    JsonNode full() {
      try (InputStream in = backups.open(ObjectKey.of("b/meta/full_meta.json"), 0, 1 << 20)) {
        return new JsonMapper().readTree(in).path("collection_backups").get(0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Nested
  class Of2527 extends WithDeletes {

    Of2527() {
      super(InMemoryMilvus.V2_5_27);
    }

    @Test
    void deletesGoAfterTheRowsInAJobOfTheirOwn() {
      create("b");
      RestoreReport report = restore(back());

      assertThat(milvus.jobs()).hasSize(2);
      ImportJob.OfRows rows = (ImportJob.OfRows) milvus.jobs().get(0);
      assertThat(rows.partition()).isEqualTo("_default");
      assertThat(rows.format()).isEqualTo(SegmentFormat.PLAIN);
      assertThat(rows.directories())
          .containsExactly(
              new BinlogDirectory(
                  "backup/b/binlogs/", collection() + "/" + partition(), Deletes.ABSENT));
      ImportJob.OfDeletes deletes = (ImportJob.OfDeletes) milvus.jobs().get(1);
      assertThat(deletes.partition()).isEmpty();
      assertThat(deletes.directories())
          .containsExactly(new DeleteDirectory("backup/b/binlogs/", collection() + "/-1"));
      assertThat(report.restored())
          .singleElement()
          .satisfies(restored -> assertThat(restored.rows()).isEqualTo(30));
      assertRows(BACK, 28);
    }

    @Test
    void theBackupHoldsDeletesChannelsAndCheckpoints() {
      create("b");

      JsonNode books = full();
      String channel = milvus.collections().describe(BOOKS).virtualChannels().get(0);
      long timestamp = books.path("backup_timestamp").longValue();
      assertThat(
              ChannelPosition.timestamp(
                  books.path("channel_checkpoints").path(channel).textValue()))
          .isEqualTo(timestamp)
          .isPositive();
      JsonNode deletes = books.path("l0_segments").get(0);
      assertThat(deletes.path("segment_id").longValue()).isEqualTo(segment(true));
      assertThat(deletes.path("partition_id").longValue()).isEqualTo(-1);
      assertThat(deletes.path("is_l0").booleanValue()).isTrue();
      assertThat(deletes.has("group_id")).isFalse();
      assertThat(deletes.path("v_channel").textValue()).isEqualTo(channel);
      JsonNode first = books.at("/partition_backups/0/segment_backups/0");
      assertThat(first.path("v_channel").textValue()).isEqualTo(channel);
      assertThat(first.path("group_id")).isEqualTo(first.path("segment_id"));
      assertThat(keys("backup/b/binlogs/insert_log")).hasSize(5);
      assertThat(keys("backup/b/binlogs/delta_log/%d/-1".formatted(collection()))).hasSize(1);
    }

    @Test
    void aNewDatabaseGetsThePropertiesOfTheOneThatTheCollectionComesFrom() {
      List<KeyValue> properties = List.of(new KeyValue("database.max.collections", "7"));
      milvus.databases().create(new DatabaseBackupInfo("library", 0, properties, ""));
      fill(new CollectionName("library", "books"), 5);
      create("b");

      restore(
          RestoreRequest.builder()
              .backup("b")
              .collections("library.books")
              .rename("library.books", "other.books"));

      assertThat(milvus.databases().describe("other").properties()).isEqualTo(properties);
    }

    @Test
    void filesThatNoSegmentCountsOnAreLeftOut() {
      long segment = segment(false);
      put("insert_log/%d/%d/%d/100/5".formatted(collection(), partition(), segment));
      put("delta_log/%d/%d/%d/6".formatted(collection(), partition(), segment));

      create("b");

      assertThat(keys("backup/b/binlogs")).hasSize(6);
    }

    @Test
    void aFileThatASegmentCountsOnMustBeThere() {
      long segment = segment(false);
      String directory = "insert_log/%d/%d/%d/100".formatted(collection(), partition(), segment);
      String lost = keys("files/" + directory).get(0).substring("files/".length());
      put(directory + "/5");
      storage.delete(List.of(ObjectKey.of(lost)));

      assertThatThrownBy(() -> create("b"))
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageContaining(
              "binlog %s of segment %d".formatted(lost.substring(directory.length() + 1), segment));
      assertThat(keys("backup/b")).isEmpty();
    }

    @Test
    void aSegmentThatIsReplacedMeanwhileIsLookedForAgain() {
      calls().before("segments.logs", () -> milvus.compact(BOOKS));

      create("b");
      restore(back());

      assertThat(calls().count("segments.logs")).isEqualTo(2);
      assertRows(BACK, 28);
    }

    @Test
    void aListInWhichASegmentIsStillFlushingIsTakenAgain() {
      calls()
          .before(
              "segments.of",
              () -> {
                milvus.insert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 28));
                milvus.segments().flush(BOOKS);
              });

      create("b");

      assertThat(calls().count("segments.of")).isGreaterThan(1);
      assertThat(calls().count("segments.logs")).isOne();
    }

    @Test
    void deletesOfASegmentGoBesideItsRows() {
      milvus.foldDeletes(BOOKS);

      create("b");
      RestoreReport report = restore(back());

      assertThat(milvus.jobs())
          .singleElement()
          .satisfies(
              job ->
                  assertThat(((ImportJob.OfRows) job).directories())
                      .containsExactly(
                          new BinlogDirectory(
                              "backup/b/binlogs/",
                              collection() + "/" + partition(),
                              Deletes.PRESENT)));
      assertThat(report.restored())
          .singleElement()
          .satisfies(restored -> assertThat(restored.rows()).isEqualTo(28));
      assertRows(BACK, 28);
    }

    @Test
    void aFailedJobIsAFailedCollectionWithItsReasonCut() {
      create("b");
      milvus.failNextImport("Wrong rows type: " + "a value of a row, ".repeat(500));

      assertThatThrownBy(() -> restore(back()))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("of backup/b/binlogs/insert_log/")
          .hasMessageContaining("Wrong rows type")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(900));
      assertThat(milvus.jobs()).hasSize(1); // no deletes where there are no rows
      assertThat(collections()).containsExactly(BOOKS);
    }

    @Test
    void deletesThatMilvusDidNotSeeAreAFailure() {
      create("b");
      String directory = "backup/b/binlogs/delta_log/%d/-1".formatted(collection());
      calls()
          .pass("imports.start")
          .before(
              "imports.start",
              () -> bucket.delete(keys(directory).stream().map(ObjectKey::of).toList()));

      assertThatThrownBy(() -> restore(back()))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("read 0 rows from " + directory + "/")
          .hasMessageContaining("but there are deletes in the backup");
      assertThat(collections()).containsExactly(BOOKS);
    }

    @Test
    void anOlderServerDoesNotGetTheBackup() {
      create("b");

      for (String older : List.of("v2.4.23", "v2.3.5")) {
        InMemoryMilvus other = new InMemoryMilvus(older, storage);
        try (var its = InMemoryClient.of(other, storage, backups)) {
          assertThatThrownBy(() -> await(its.restore(back().build())))
              .isInstanceOf(UnsupportedVersionException.class)
              .hasMessageContaining("it comes from Milvus v2.5.27, and this server (%s)", older);
        }
        assertThat(other.jobs()).isEmpty();
      }
    }
  }

  @Nested
  class OfTheNextWorld extends OnInMemoryMilvus {

    OfTheNextWorld() {
      super("v3.0.0");
    }

    @Test
    void itIsRefusedBeforeAnythingMoves() {
      assertThatThrownBy(() -> create("b"))
          .isInstanceOf(UnsupportedVersionException.class)
          .hasMessageContaining("Milvus v3.0.0 is not supported");
      assertThat(keys("backup/b")).isEmpty();
    }
  }

  @Nested
  class Before258 extends WithDeletes {

    Before258() {
      super("v2.5.7");
    }

    @Test
    void thereAreOnlyTheFilesToGoBy() {
      create("b");

      assertThat(calls().count("segments.logs")).isZero();
      assertThat(keys("backup/b/binlogs")).hasSize(6);
      assertThat(full().path("l0_segments")).hasSize(1);
      assertThat(full().at("/l0_segments/0").has("v_channel")).isFalse();
    }
  }

  @Nested
  class From265 extends WithDeletes {

    From265() {
      super("v2.6.5");
    }

    @Test
    void eachSegmentOfDeletesIsNamed() {
      long deletes = segment(true);
      create("b");

      restore(back());

      assertThat(((ImportJob.OfDeletes) milvus.jobs().get(1)).directories())
          .containsExactly(
              new DeleteDirectory("backup/b/binlogs/", collection() + "/-1/" + deletes));
      assertRows(BACK, 28);
    }
  }
}
