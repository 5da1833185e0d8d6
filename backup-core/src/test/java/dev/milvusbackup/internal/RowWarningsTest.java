package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A restore says which of its rows Milvus may hide. */
class RowWarningsTest extends OnInMemoryMilvus {

  RowWarningsTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @Test
  void rowsAddedToALoadedCollectionMayBeHidden() {
    fill(BOOKS, 30);
    create("b");
    milvus.loading().load(BOOKS, 1);
    milvus.clock().advance(Duration.ofSeconds(5));
    milvus.delete(BOOKS, 1L, 2L, 3L);

    assertThat(append()).anyMatch(w -> w.contains("until it is released and loaded again"));
  }

  @Test
  void rowsAddedToACollectionThatIsNotLoadedAreNot() {
    fill(BOOKS, 30);
    create("b");

    assertThat(append()).isEmpty();
  }

  @Test
  void rowsThatExpireBeginTheirTimeAgain() {
    milvus
        .collections()
        .create(BOOKS, SampleSchema.numbered().property("collection.ttl.seconds", "3600").build());
    milvus.indexes().create(BOOKS, SampleSchema.INDEX);
    milvus.insert(BOOKS, SampleValues.rows(milvus.schema(BOOKS), 30));
    flush(BOOKS);
    create("b");

    assertThat(restore(back()).restored().get(0).warnings())
        .singleElement()
        .asString()
        .contains("its rows expire after 3600 seconds");
  }

  private List<String> append() {
    return restore(RestoreRequest.builder().backup("b").ifExists(IfExists.APPEND))
        .restored()
        .get(0)
        .warnings();
  }
}
