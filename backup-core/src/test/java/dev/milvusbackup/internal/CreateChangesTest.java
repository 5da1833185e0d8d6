package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.error.TimedOutException;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creates while Milvus changes beneath them, or does not do as it should. */
class CreateChangesTest extends OnInMemoryMilvus {

  CreateChangesTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @BeforeEach
  void fill() {
    fill(BOOKS, 30);
  }

  @Test
  void rowsThatAreNotWrittenOutYetAreInTheBackup() {
    milvus.insert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 30));

    create("b");
    restore(back());

    assertRows(BACK, 31);
  }

  @Test
  void deletesAreInTheBackup() {
    milvus.delete(BOOKS, 29L);

    create("b");
    restore(back());

    assertRows(BACK, 29);
  }

  @Test
  void anUpsertAfterTheFlushIsNotInTheBackupByHalves() {
    calls()
        .before(
            "segments.of",
            () -> {
              milvus.upsert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 3));
              milvus.delete(BOOKS, 4L);
            });

    create("b");
    restore(back());

    assertRows(BACK, 30);
  }

  @Test
  void aCompactionAfterTheFlushIsFollowed() {
    calls().before("segments.of", () -> milvus.compact(BOOKS));

    create("b");
    restore(back());

    assertRows(BACK, 30);
  }

  @Test
  void aCollectionThatIsMadeAgainMeanwhileIsBackedUpAsItIsThen() {
    calls()
        .before(
            "collections.id",
            () -> {
              milvus.collections().drop(BOOKS);
              fill(BOOKS, 5);
            });

    BackupReport report = create("b");

    assertThat(report.manifest().rowCount()).isEqualTo(5);
  }

  @Test
  void aCollectionThatIsMadeAgainBeforeItsSegmentsAreListedIsBackedUpAsItIsThen() {
    calls()
        .before(
            "segments.of",
            () -> {
              milvus.collections().drop(BOOKS);
              fill(BOOKS, 5);
            });

    BackupReport report = create("b");

    assertThat(report.manifest().rowCount()).isEqualTo(5);
  }

  @Test
  void aCollectionThatIsMadeAgainAllTheTimeIsGivenUp() {
    IntStream.range(0, 20).forEach(i -> calls().before("collections.id", this::makeAgain));

    assertThatThrownBy(() -> create("b"))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("Cannot back up default.books")
        .hasMessageContaining("during 5 attempts");
    assertThat(keys("backup/b")).isEmpty();
  }

  private void makeAgain() {
    milvus.collections().drop(BOOKS);
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
  }

  @Test
  void aFlushThatDoesNotEndIsGivenUp() {
    calls().failAlways("segments.isFlushed", Fault.NOT_REACHED);

    assertThatThrownBy(() -> create("b")).isInstanceOf(BackupException.class);
    assertThat(keys("backup/b")).isEmpty();
  }

  @Test
  void aFlushThatIsPutOffIsAskedForAgain() {
    calls().fail("segments.flush", Fault.NOT_REACHED).fail("segments.flush", Fault.NOT_REACHED);

    BackupReport report = create("b");

    assertThat(report.manifest().rowCount()).isEqualTo(30);
    assertThat(calls().count("segments.flush")).isGreaterThanOrEqualTo(4);
  }

  @Test
  void aFlushThatIsNeverAcceptedIsGivenUpInTime() {
    calls().failAlways("segments.flush", Fault.NOT_REACHED);
    long begin = milvus.clock().millis();

    assertThatThrownBy(() -> create("b"))
        .isInstanceOfAny(MilvusUnavailableException.class, TimedOutException.class);

    assertThat(milvus.clock().millis() - begin).isGreaterThan(60_000);
    assertThat(keys("backup/b")).isEmpty();
  }

  @Test
  void aCreateThatMilvusRefusesLeavesNothing() {
    calls().fail("collections.describe", Fault.REFUSED);

    assertThatThrownBy(() -> create("b"))
        .isInstanceOf(MilvusException.class)
        .hasMessageContaining("a test says no");
    assertThat(keys("backup/b")).isEmpty();
  }
}
