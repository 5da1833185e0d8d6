package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.rows.ColumnType;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A collection that the server cannot store does not keep the others from being restored. */
class RefusedCollectionsTest extends OnInMemoryMilvus {

  private static final CollectionName HALF = new CollectionName("default", "half");

  RefusedCollectionsTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  /** Milvus 2.3 stores such vectors, but its import fails on them. */
  private void backUpHalfPrecision() {
    milvus.collections().create(HALF, SampleSchema.numbered().vector(ColumnType.FLOAT16_VECTOR));
    create("b");
  }

  @Test
  void itFailsAloneAndTheOthersAreRestored() {
    fill(BOOKS, 30);
    backUpHalfPrecision();

    assertThatThrownBy(() -> restore(back()))
        .isInstanceOf(RestoreFailedException.class)
        .hasMessageStartingWith("Cannot restore 1 of 2 collections of backup 'b'")
        .extracting(e -> ((RestoreFailedException) e).report())
        .asInstanceOf(InstanceOfAssertFactories.type(RestoreReport.class))
        .satisfies(
            report -> {
              assertThat(report.restored()).singleElement().returns(BACK, r -> r.target());
              assertThat(report.failed())
                  .singleElement()
                  .returns(HALF, RestoreReport.Failed::source)
                  .extracting(f -> f.cause().getMessage(), InstanceOfAssertFactories.STRING)
                  .contains("field 'vector' has type 102", "Leave it out");
            });
    assertRows(BACK, 30);
    assertThat(collections()).containsExactlyInAnyOrder(BOOKS, HALF, BACK);
  }

  @Test
  void thePreviewNamesIt() {
    fill(BOOKS, 30);
    backUpHalfPrecision();

    var preview = client.previewRestore(back().build());

    assertThat(preview.collections()).singleElement().returns(BACK, c -> c.target());
    assertThat(preview.refused()).singleElement().returns(HALF, RestoreReport.Failed::source);
  }

  @Test
  void theSameRestoreWithoutItSucceeds() {
    fill(BOOKS, 30);
    backUpHalfPrecision();

    assertThat(restore(back().collections("books")).restored()).hasSize(1);
  }

  @Test
  void ifNoneCanBeRestoredNothingBegins() {
    backUpHalfPrecision();

    assertThatThrownBy(() -> restore(back())).isInstanceOf(UnsupportedVersionException.class);
    assertThat(calls().count("collections.create")).isOne();
  }
}
