package dev.milvusbackup.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.BackupReport;
import dev.milvusbackup.LoadPolicy;
import dev.milvusbackup.RestoreReport.Restored;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import java.time.Duration;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Deletes that a flush may leave out of the files: 4,000 rows in two partitions, flush, delete of
 * four, create, restore. Milvus 2.2 and 2.3.0 write these deletes ten minutes later.
 */
class RowCountIT {

  private static final int ROWS = 4000;

  /** With Milvus's own two. */
  private static final int FIELDS = 4;

  private final MilvusUnderTest milvus = MilvusUnderTest.onLocalStorage();
  private final ObjectStore store = InMemoryObjectStore.create();
  private final BackupClient backups = milvus.backupClient().backupStorage(store).build();
  private final String version = backups.milvusVersion();

  private Sample sample;

  @BeforeEach
  void deleteFourOfFlushedRows() {
    sample =
        Sample.shape("counted")
            .create(milvus.client())
            .partition("second")
            .insert(0, ROWS / 2)
            .insert(ROWS / 2, ROWS / 2, "second")
            .flush();
    awaitFiles();
    Rows.load(milvus.client(), "counted");
    sample.delete(10, 2).delete(ROWS / 2 + 10, 2);
  }

  /** A delete that comes before the rows are written is written with them. */
  private void awaitFiles() {
    long id =
        milvus
            .client()
            .describeCollection(DescribeCollectionReq.builder().collectionName("counted").build())
            .getCollectionID();
    try (ObjectStore storage = milvus.storage()) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                try (Stream<ObjectInfo> logs = storage.list(ObjectKey.of("insert_log/" + id))) {
                  return logs.count() >= 2 * FIELDS;
                }
              });
    }
  }

  @AfterEach
  void close() {
    backups.close();
    milvus.close();
  }

  @Test
  void deletedRowsStayDeleted() {
    assumeThat(version).doesNotStartWith("v2.2.");
    SortedMap<String, String> before = Rows.of(milvus.client(), "counted", "id");
    assertThat(before).hasSize(ROWS - 4);

    BackupReport report = backups.create(b -> b.name("x").collections("counted")).join();

    assertThat(report.rowsNotCompared()).isEmpty();
    assertThat(report.manifest().collections().get(0).liveRows()).hasValue(ROWS - 4);
    Restored restored =
        backups
            .restore(r -> r.backup("x").suffix("_back").load(LoadPolicy.AS_BEFORE))
            .join()
            .restored()
            .get(0);
    assertThat(restored.rows()).isEqualTo(ROWS - 4);
    assertThat(restored.rowsNotCompared()).isEmpty();
    assertThat(Rows.of(milvus.client(), "counted_back", "id")).isEqualTo(before);
  }

  @Test
  void aCollectionThatIsNotLoadedIsNotCompared() {
    assumeThat(version).doesNotStartWith("v2.2");
    sample.release();

    assertThat(
            backups
                .create(b -> b.name("y").collections("counted"))
                .join()
                .rowsNotCompared()
                .values())
        .singleElement()
        .asString()
        .contains("not loaded completely");
  }

  @Test
  void milvus22IsRefusedUnlessMissingDeletesAreAccepted() {
    assumeThat(version).startsWith("v2.2.");

    assertThatThrownBy(() -> backups.create(b -> b.name("x").collections("counted")).await())
        .isInstanceOf(UnsupportedVersionException.class)
        .hasMessageContaining("up to ten minutes late")
        .hasMessageContaining("--accept_row_differences");

    backups.create(b -> b.name("x").collections("counted").acceptRowDifferences(true)).join();
    backups.restore(r -> r.backup("x").suffix("_back")).join();
    assertThat(Rows.keysIn(milvus.client(), "counted_back", "second"))
        .hasSizeBetween(ROWS / 2 - 2, ROWS / 2);
  }
}
