package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.rows.ColumnType;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No lost row and no lost delete passes as success, wherever Milvus counts. */
class RowCountTest {

  /** Five attempts of five snapshots with two flushes each, and some more. */
  private static final int MOST_FLUSHES = 60;

  abstract static class Loaded extends OnInMemoryMilvus {

    Loaded(String version) {
      super(version);
    }

    void fillLoaded(int rows) {
      fill(BOOKS, rows);
      load(BOOKS);
    }

    void load(CollectionName name) {
      milvus.loading().load(name, 1);
      milvus.clock().advance(Duration.ofSeconds(5));
    }

    Restored restoreLoaded() {
      return restore(back().load(LoadPolicy.AS_BEFORE)).restored().get(0);
    }

    long liveRows(BackupReport report) {
      return report.manifest().collections().get(0).liveRows().orElse(-1);
    }
  }

  abstract static class OnEveryServer extends Loaded {

    OnEveryServer(String version) {
      super(version);
    }

    @Test
    void rowsAndDeletesAreCounted() {
      fillLoaded(30);
      milvus.delete(BOOKS, 28L, 29L);
      flush(BOOKS);

      BackupReport report = create("b");

      assertThat(report.rowsNotCompared()).isEmpty();
      assertThat(liveRows(report)).isEqualTo(28);
      Restored restored = restoreLoaded();
      assertThat(restored.rows()).isEqualTo(28);
      assertThat(restored.rowsNotCompared()).isEmpty();
      assertRows(BACK, 28);
    }

    @Test
    void fiveEntriesOfTwoKeysAreTwoRows() {
      fillLoaded(30);
      milvus.delete(BOOKS, 28L, 29L);
      milvus.delete(BOOKS, 28L);
      flush(BOOKS);
      milvus.delete(BOOKS, 29L, 29L);
      flush(BOOKS);

      assertThat(liveRows(create("b"))).isEqualTo(28);
      assertThat(restoreLoaded().rows()).isEqualTo(28);
    }

    @Test
    void aDeleteOfAKeyThatIsNotThereRemovesNothing() {
      fillLoaded(30);
      milvus.delete(BOOKS, 99L);
      milvus.insert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 99));
      flush(BOOKS);

      assertThat(liveRows(create("b"))).isEqualTo(31);
    }

    @Test
    void anUpsertReplacesARow() {
      fillLoaded(30);
      milvus.upsert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 7));
      flush(BOOKS);
      milvus.upsert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 7));
      flush(BOOKS);

      assertThat(liveRows(create("b"))).isEqualTo(30);
      assertThat(restoreLoaded().rows()).isEqualTo(30);
      assertRows(BACK, 30);
    }

    @Test
    void textsAreKeysToo() {
      milvus.collections().create(BOOKS, SampleSchema.named().build());
      milvus.indexes().create(BOOKS, SampleSchema.INDEX);
      milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 30));
      flush(BOOKS);
      load(BOOKS);
      milvus.delete(BOOKS, SampleValues.row(milvus.schema(BOOKS), 3)[0]);
      flush(BOOKS);

      assertThat(liveRows(create("b"))).isEqualTo(29);
    }

    @Test
    void aDeleteThatNoFileHasFailsTheCreate() {
      fillLoaded(30);
      milvus.loseDeletes();
      milvus.delete(BOOKS, 28L, 29L);
      flush(BOOKS);

      assertThatThrownBy(() -> create("b"))
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageStartingWith(
              "Cannot back up default.books: Milvus counts 28 rows, but its files hold 30 after deletes.")
          .hasMessageContaining("acceptRowDifferences");
      assertThat(client.list().backups()).isEmpty();
    }

    @Test
    void aDifferenceCanBeAccepted() {
      fillLoaded(30);
      milvus.loseDeletes();
      milvus.delete(BOOKS, 28L, 29L);
      flush(BOOKS);

      BackupReport report =
          await(
              client.create(BackupRequest.builder().name("b").acceptRowDifferences(true).build()));

      assertThat(report.rowsNotCompared())
          .containsEntry(BOOKS, "Milvus counts 28 rows, but its files hold 30 after deletes");
      assertThat(liveRows(report)).isEqualTo(-1);
    }

    @Test
    void writersKeepItFromComparing() {
      fillLoaded(30);
      calls()
          .before(
              "segments.flush",
              () -> milvus.insert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 30)));

      BackupReport report = create("b");

      assertThat(report.rowsNotCompared().get(BOOKS))
          .isEqualTo("rows were written meanwhile (Milvus counted 30, then 31)");
      assertThat(liveRows(report)).isEqualTo(-1);
      assertThat(restoreLoaded().rowsNotCompared())
          .contains("the backup has no count of its live rows");
    }

    /**
     * They replace rows, so the count stays; their deletes may be in the files without the rows.
     */
    @Test
    void upsertsDuringEachAttemptKeepItFromComparing() {
      fillLoaded(30);
      milvus.loseDeletes();
      milvus.delete(BOOKS, 29L);
      for (int flush = 0; flush < MOST_FLUSHES; flush++) {
        int key = flush % 29;
        calls()
            .before(
                "segments.flush",
                () -> milvus.upsert(BOOKS, SampleValues.row(milvus.schema(BOOKS), key)));
      }

      assertThat(create("b").rowsNotCompared().get(BOOKS))
          .isEqualTo("rows were written or compacted during all 5 attempts");
    }

    @Test
    void aCollectionThatIsNotLoadedIsNotCounted() {
      fill(BOOKS, 30);

      assertThat(create("b").rowsNotCompared().get(BOOKS))
          .isEqualTo("it is not loaded completely, so Milvus does not count its rows");
    }

    @Test
    void rowsThatExpireAreNotCounted() {
      milvus
          .collections()
          .create(BOOKS, SampleSchema.numbered().property("collection.ttl.seconds", "60").build());
      milvus.indexes().create(BOOKS, SampleSchema.INDEX);
      milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 30));
      flush(BOOKS);
      load(BOOKS);

      assertThat(create("b").rowsNotCompared().get(BOOKS)).contains("collection.ttl.seconds");
    }

    @Test
    void aRestoreThatLacksRowsFails() {
      fillLoaded(30);
      create("b");
      calls()
          .before(
              "rows.count",
              () ->
                  collections().stream()
                      .filter(name -> name.name().contains("__restoring_"))
                      .forEach(name -> milvus.delete(name, 1L)));

      assertThatThrownBy(this::restoreLoaded)
          .isInstanceOf(RestoreFailedException.class)
          .hasMessageContaining("Milvus counts 29 rows in default.books_back__restoring_")
          .hasMessageContaining("but counted 30 when the backup was created");
      assertThat(collections()).containsExactly(BOOKS);
    }
  }

  @Nested
  class OnMilvus235 extends OnEveryServer {
    OnMilvus235() {
      super(InMemoryMilvus.V2_3_5);
    }
  }

  @Nested
  class OnMilvus25 extends OnEveryServer {
    OnMilvus25() {
      super(InMemoryMilvus.V2_5_27);
    }
  }

  @Nested
  class OnMilvus26 extends OnEveryServer {
    OnMilvus26() {
      super(InMemoryMilvus.V2_6_19);
    }
  }

  /** Deletes of rows in sealed segments are written more than ten minutes later. */
  @Nested
  class OnMilvus230 extends Loaded {

    OnMilvus230() {
      super(InMemoryMilvus.V2_3_0);
    }

    @Test
    void theCreateWaitsForTheDeletes() {
      fillLoaded(30);
      milvus.delete(BOOKS, 28L, 29L);

      BackupReport report = create("b");

      assertThat(report.rowsNotCompared()).isEmpty();
      assertThat(liveRows(report)).isEqualTo(28);
      restore(back());
      assertRows(BACK, 28);
    }

    @Test
    void itDoesNotWaitForEver() {
      fillLoaded(30);
      milvus.loseDeletes();
      milvus.delete(BOOKS, 28L, 29L);
      long begin = milvus.clock().millis();

      assertThatThrownBy(() -> create("b"))
          .isInstanceOf(MilvusStorageMismatchException.class)
          .hasMessageContaining("Milvus counts 28 rows, but its files hold 30");
      assertThat(Duration.ofMillis(milvus.clock().millis() - begin))
          .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(20));
    }

    @Test
    void whatCannotBeComparedIsRefusedUnlessThatIsAccepted() {
      fill(BOOKS, 30);

      assertThatThrownBy(() -> create("b"))
          .isInstanceOf(UnsupportedVersionException.class)
          .hasMessageContaining("writes deletes to its files up to ten minutes late")
          .hasMessageContaining("it is not loaded completely")
          .hasMessageContaining("logical backup")
          .hasMessageContaining("--accept_row_differences");

      await(client.create(BackupRequest.builder().name("b").acceptRowDifferences(true).build()));
      assertThat(restore(back()).restored()).hasSize(1);
    }
  }

  @Nested
  class OnMilvus22 extends Loaded {

    OnMilvus22() {
      super(InMemoryMilvus.V2_2_16);
    }

    @Test
    void aCreateIsRefusedSinceNothingCountsTheRows() {
      fillLoaded(30);
      milvus.delete(BOOKS, 28L, 29L);

      assertThatThrownBy(() -> create("b"))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("Milvus v2.2.16-lite writes deletes")
          .hasMessageContaining("query expression is empty");
      assertThat(client.list().backups()).isEmpty();
    }

    @Test
    void anEmptyCollectionHasNoDeletes() {
      milvus
          .collections()
          .create(BOOKS, SampleSchema.numbered().with("title", ColumnType.VARCHAR).build());

      assertThat(create("b").rowsNotCompared()).containsKey(BOOKS);
    }
  }
}
