package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import dev.milvusbackup.internal.rows.ColumnType;
import dev.milvusbackup.internal.rows.SampleRows;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups and restores of whole collections on a Milvus in memory, for each version. */
class InMemoryRoundTripTest {

  private static final CollectionName BOOKS = new CollectionName("default", "books");
  private static final CollectionName BACK = new CollectionName("default", "books_back");

  private final ObjectStore bucket = InMemoryObjectStore.create();
  private final ObjectStore storage = bucket.withRoot("files");
  private final ObjectStore backups = bucket.withRoot("backup");
  private InMemoryMilvus milvus;
  private BackupClient client;

  private void start(String version) {
    milvus = new InMemoryMilvus(version, storage);
    client = InMemoryClient.of(milvus, storage, backups);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2.3.5", "v2.5.27"})
  void rowsOfEveryTypeComeBack(String version) {
    start(version);
    milvus.collections().create(BOOKS, SampleValues.everyType(ColumnType.FLOAT_VECTOR));
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 300));
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);

    client.create(BackupRequest.builder().name("b").build()).join();
    RestoreReport report =
        client.restore(RestoreRequest.builder().backup("b").suffix("_back").build()).join();

    assertThat(report.restored())
        .singleElement()
        .satisfies(r -> assertThat(r.rows()).isEqualTo(300));
    SampleRows.assertSame(rows(BACK), rows(BOOKS));
  }

  private List<Object[]> rows(CollectionName name) {
    milvus.loading().load(name, 1);
    milvus.clock().advance(Duration.ofSeconds(30));
    return milvus.rows().page(name, "", milvus.schema(name), null, 10_000).rows();
  }
}
