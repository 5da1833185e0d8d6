package dev.milvusbackup.internal.logical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.InMemoryClient;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.data.RestorePlan.Approach;
import dev.milvusbackup.internal.data.RestorePlan.CollectionPlan;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.RowColumn;
import dev.milvusbackup.internal.rows.RowSchema;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Milvus Lite changes or Milvus refuses is found before a row is inserted. */
class RowScanTest {

  private static final ServerVersion LITE = ServerVersion.parse("milvus_lite-3.2.2");
  private static final ServerVersion MILVUS = ServerVersion.parse("v2.6.19");
  private static final CollectionName BOOKS = new CollectionName("default", "books");

  private final ObjectStore bucket = InMemoryObjectStore.create();
  private final InMemoryMilvus milvus =
      new InMemoryMilvus(InMemoryMilvus.V2_6_19, bucket.withRoot("files"));
  private final ObjectStore backups = bucket.withRoot("backup");

  @AfterEach
  void close() {
    bucket.close();
  }

  @Test
  void oneKeyInTwoPartitionsIsTooManyForMilvusLite() {
    fill(3);
    milvus.partitions().create(BOOKS, "second");
    RowSchema schema = milvus.schema(BOOKS);
    milvus.rows().insert(BOOKS, "second", schema, List.<Object[]>of(SampleValues.row(schema, 2)));
    CollectionPlan plan = backUp();

    assertThatThrownBy(() -> scan(MILVUS, LITE, plan))
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessage(
            "Cannot restore default.books: key 2 is in several partitions, and Milvus Lite keeps one row of a key. Restore it to another server, or leave it out.");
    assertThatCode(() -> scan(MILVUS, MILVUS, plan)).doesNotThrowAnyException();
  }

  @Test
  void differentKeysInTwoPartitionsAreFine() {
    fill(3);
    milvus.partitions().create(BOOKS, "second");
    RowSchema schema = milvus.schema(BOOKS);
    milvus.rows().insert(BOOKS, "second", schema, List.<Object[]>of(SampleValues.row(schema, 9)));
    CollectionPlan plan = backUp();

    assertThatCode(() -> scan(MILVUS, LITE, plan)).doesNotThrowAnyException();
  }

  /** Milvus Lite counts characters. */
  @Test
  void aTextWithTooManyBytesIsRefusedForMilvus() {
    fill(3);
    Object[] row = SampleValues.row(milvus.schema(BOOKS), 7);
    row[column("title")] = "ä".repeat(40_000);
    milvus.insert(BOOKS, row);
    CollectionPlan plan = backUp();

    assertThatThrownBy(() -> scan(LITE, MILVUS, plan))
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageStartingWith(
            "Cannot restore default.books: field 'title' of the row with key 7: its text has 80000 bytes, and Milvus allows ");
    assertThatCode(() -> scan(MILVUS, MILVUS, plan)).doesNotThrowAnyException();
  }

  @Test
  void aVectorWithANumberThatIsNotFiniteIsRefusedForMilvus() {
    fill(3);
    Object[] row = SampleValues.row(milvus.schema(BOOKS), 7);
    float[] vector = new float[SampleSchema.DIMENSION];
    vector[3] = Float.NaN;
    row[column("vector")] = vector;
    milvus.insert(BOOKS, row);
    CollectionPlan plan = backUp();

    assertThatThrownBy(() -> scan(LITE, MILVUS, plan))
        .hasMessageContaining("field 'vector' of the row with key 7")
        .hasMessageContaining("not finite");
  }

  @Test
  void aNullVectorWouldBecomeZerosInMilvusLite() {
    RowColumn vector =
        new RowColumn("vector", ColumnType.FLOAT_VECTOR, ColumnType.FLOAT_VECTOR, 4, true, false);

    assertThat(RowRules.INTO_MILVUS_LITE.problem(vector, null, Map.of()))
        .contains("it is null, and Milvus Lite stores zeros instead");
    assertThat(RowRules.FROM_MILVUS_LITE.problem(vector, null, Map.of())).isEmpty();
  }

  private void fill(int rows) {
    milvus
        .collections()
        .create(BOOKS, SampleSchema.numbered().with("title", ColumnType.VARCHAR).build());
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), rows));
    milvus.loading().load(BOOKS, 1);
    milvus.clock().advance(Duration.ofSeconds(5));
  }

  private int column(String name) {
    return milvus.schema(BOOKS).columns().stream().map(c -> c.name()).toList().indexOf(name);
  }

  private CollectionPlan backUp() {
    try (BackupClient client = InMemoryClient.of(milvus, bucket.withRoot("files"), backups)) {
      client.create(b -> b.name("b").mode(BackupMode.LOGICAL)).join();
    }
    LoadedBackup backup = new BackupCatalog(backups).get(new BackupName("b"));
    return new CollectionPlan(
        BOOKS,
        Approach.CREATE,
        backup.info().collections().get(0),
        backup.manifest().collections().get(0));
  }

  private void scan(ServerVersion source, ServerVersion target, CollectionPlan plan) {
    new RowScan(new PartDownload(backups), RowRules.between(source, target))
        .check(plan, JobContext.unobserved("id"));
  }
}
