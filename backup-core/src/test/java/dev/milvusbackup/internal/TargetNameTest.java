package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreFailedException;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.fake.SampleSchema;
import dev.milvusbackup.internal.milvus.fake.SampleValues;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The moment in which a restored collection takes its name. */
class TargetNameTest extends OnInMemoryMilvus {

  private static final CollectionName ALIAS = new CollectionName("default", "reading");

  TargetNameTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @BeforeEach
  void backUp() {
    fill(BOOKS, 30);
    create("b");
  }

  @Test
  void aRenameWhoseAnswerIsLostIsDone() {
    calls().fail("collections.rename", Fault.ANSWER_LOST);

    restore(back());

    assertRows(BACK, 30);
    assertThat(collections()).containsExactlyInAnyOrder(BOOKS, BACK);
  }

  @Test
  void aNameThatSomebodyTakesMeanwhileIsTold() {
    calls()
        .before(
            "collections.rename",
            () -> milvus.collections().create(BACK, SampleSchema.named().build()));

    assertThatThrownBy(() -> restore(back()))
        .isInstanceOf(RestoreFailedException.class)
        .hasMessageContaining("another client has created a collection of that name")
        .hasMessageContaining("The data is complete under default.books_back__restoring_");
    assertThat(collections()).hasSize(3).contains(BOOKS, BACK);
  }

  @Test
  void aReplacedCollectionHandsOverItsAliases() {
    milvus.aliases().point(ALIAS, BOOKS);
    milvus.insert(BOOKS, SampleValues.row(milvus.schema(BOOKS), 31));

    restore(replacing());

    assertThat(milvus.aliases().owner(ALIAS)).contains(BOOKS);
    assertRows(BOOKS, 30);
    assertThat(collections()).containsExactly(BOOKS);
  }

  @Test
  void whatIsReplacedStaysWithItsAliasesIfItsDropIsRefused() {
    milvus.aliases().point(ALIAS, BOOKS);
    long id = milvus.collections().id(BOOKS);
    calls().fail("collections.drop", Fault.REFUSED);

    assertThatThrownBy(() -> restore(replacing())).isInstanceOf(RestoreFailedException.class);

    assertThat(milvus.aliases().owner(ALIAS)).contains(BOOKS);
    assertThat(milvus.collections().id(BOOKS)).isEqualTo(id);
    assertThat(collections()).containsExactly(BOOKS);
  }

  @Test
  void aDropWhoseAnswerIsLostIsMadeAgain() {
    calls().fail("collections.drop", Fault.ANSWER_LOST);

    restore(replacing());

    assertRows(BOOKS, 30);
    assertThat(collections()).containsExactly(BOOKS);
  }

  private static RestoreRequest.Builder replacing() {
    return RestoreRequest.builder().backup("b").ifExists(IfExists.REPLACE);
  }
}
