package dev.milvusbackup.internal.milvus.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.internal.milvus.MilvusGateway;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory;
import dev.milvusbackup.internal.milvus.imports.BinlogDirectory.Deletes;
import dev.milvusbackup.internal.milvus.imports.ImportJob;
import dev.milvusbackup.internal.milvus.imports.ImportJob.SegmentFormat;
import dev.milvusbackup.internal.milvus.server.ServerFeatures;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manners of the versions that are known from prose, and the faults on demand. */
class InMemoryMannerTest {

  private static final CollectionName BOOKS = new CollectionName("default", "books");
  private static final CollectionName ALIAS = new CollectionName("default", "reading");

  @Test
  void deletesOfALoadHideWhatIsImportedBeneathItUntilTheNextLoad() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_3_5, 100);
    String rows = rows(milvus);
    milvus.delete(BOOKS, 1L, 2L, 3L);
    settle(milvus);

    importRows(milvus, rows);
    long during = keys(milvus);
    milvus.clock().advance(Duration.ofSeconds(20));
    long beneath = keys(milvus);
    milvus.loading().release(BOOKS);
    load(milvus);

    assertThat(during).isEqualTo(97);
    assertThat(beneath).isEqualTo(97);
    assertThat(keys(milvus)).isEqualTo(100);
    assertThat(milvus.segments().persistentRows(BOOKS)).isEqualTo(200);
  }

  @Test
  void importedRowsAreShownLateWhereACollectionIsLoaded() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_3_5, 10);

    importRows(milvus, rows(milvus));
    assertThat(milvus.rows().count(BOOKS)).isEqualTo(10);
    milvus.clock().advance(Duration.ofSeconds(17));

    assertThat(milvus.rows().count(BOOKS)).isEqualTo(20);
  }

  @Test
  void aDescribeOf26KnowsTheAliasesOfItsFirstAnswer() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_6_19, 1);
    assertThat(milvus.collections().describe(BOOKS).aliases()).isEmpty();

    milvus.aliases().point(ALIAS, BOOKS);

    assertThat(milvus.collections().describe(BOOKS).aliases()).isEmpty();
    assertThat(milvus.aliases().of(BOOKS)).containsExactly("reading");
  }

  @Test
  void rowsExpireAndACompactionLeavesThemOut() {
    InMemoryMilvus milvus = new InMemoryMilvus(InMemoryMilvus.V2_3_5, InMemoryObjectStore.create());
    milvus
        .collections()
        .create(BOOKS, SampleSchema.numbered().property("collection.ttl.seconds", "3600").build());
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 10));
    settle(milvus);
    load(milvus);
    assertThat(milvus.rows().count(BOOKS)).isEqualTo(10);

    milvus.clock().advance(Duration.ofHours(2));

    assertThat(milvus.rows().count(BOOKS)).isZero();
    milvus.compact(BOOKS);
    assertThat(milvus.segments().persistentRows(BOOKS)).isZero();
  }

  @Test
  void aCompactionIsListedAsFlushingForAMomentBefore24() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_3_5, 10);

    milvus.compact(BOOKS);

    assertThat(milvus.segments().of(BOOKS)).isEmpty();
    milvus.clock().advance(Duration.ofSeconds(2));
    assertThat(milvus.segments().of(BOOKS)).isPresent();
  }

  @Test
  void aCallThatIsNotReachedHasHadNoEffect() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_3_5, 1);
    milvus.calls().fail("collections.drop", Fault.NOT_REACHED);

    assertThatThrownBy(() -> milvus.collections().drop(BOOKS))
        .isInstanceOfSatisfying(
            MilvusUnavailableException.class,
            e -> assertThat(MilvusGateway.hadNoEffect(e)).isTrue());
    assertThat(milvus.collections().names("default")).containsExactly(BOOKS);
  }

  @Test
  void aCallWhoseAnswerIsLostIsDone() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_3_5, 1);
    milvus.calls().fail("collections.drop", Fault.ANSWER_LOST);

    assertThatThrownBy(() -> milvus.collections().drop(BOOKS))
        .isInstanceOfSatisfying(
            MilvusUnavailableException.class,
            e -> assertThat(MilvusGateway.hadNoEffect(e)).isFalse());
    assertThat(milvus.collections().names("default")).isEmpty();
  }

  @Test
  void aSlowCallTakesItsTimeOnTheClockOfMilvusOnly() {
    InMemoryMilvus milvus = filled(InMemoryMilvus.V2_3_5, 1);
    milvus.calls().slow("collections.names", Duration.ofHours(1));
    long before = milvus.clock().millis();

    milvus.collections().names("default");

    assertThat(milvus.clock().millis() - before).isGreaterThanOrEqualTo(3_600_000);
  }

  /** A loaded collection with rows that are written out. */
  private static InMemoryMilvus filled(String version, int rows) {
    InMemoryMilvus milvus =
        new InMemoryMilvus(version, InMemoryObjectStore.create().withRoot("files"));
    milvus.collections().create(BOOKS, SampleSchema.numbered().build());
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), rows));
    settle(milvus);
    load(milvus);
    return milvus;
  }

  private static void settle(InMemoryMilvus milvus) {
    milvus.segments().flush(BOOKS);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  private static void load(InMemoryMilvus milvus) {
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);
    milvus.loading().load(BOOKS, 1);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  /** Where the rows of the collection are stored, below the directories of logs. */
  private static String rows(InMemoryMilvus milvus) {
    long id = milvus.collections().id(BOOKS);
    return id + "/" + milvus.partitions().of(BOOKS, id).get(0).partitionId();
  }

  private static void importRows(InMemoryMilvus milvus, String path) {
    milvus
        .imports(ServerFeatures.of(milvus.version()))
        .start(
            new ImportJob.OfRows(
                BOOKS,
                "_default",
                List.of(new BinlogDirectory("files/", path, Deletes.ABSENT)),
                SegmentFormat.PLAIN));
    milvus.clock().advance(Duration.ofSeconds(3));
  }

  private static long keys(InMemoryMilvus milvus) {
    return milvus.rows().page(BOOKS, "", milvus.schema(BOOKS), null, 1000).rows().size();
  }
}
