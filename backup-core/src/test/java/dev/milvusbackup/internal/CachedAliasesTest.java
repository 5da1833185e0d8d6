package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.AliasPolicy;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.IfExists;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Milvus 2.6 describes collections from a cache, and drops none that has aliases. */
class CachedAliasesTest extends OnInMemoryMilvus {

  private static final CollectionName ALIAS = new CollectionName("default", "reading");
  private static final CollectionName OTHER = new CollectionName("default", "other");

  CachedAliasesTest() {
    super(InMemoryMilvus.V2_6_19);
  }

  @BeforeEach
  void describeWithoutAliases() {
    fill(BOOKS, 30);
    assertThat(milvus.collections().describe(BOOKS).aliases()).isEmpty();
  }

  @Test
  void aBackupHasTheAliasesOfNow() {
    milvus.aliases().point(ALIAS, BOOKS);
    create("b");

    assertThat(onAnotherServer().aliases().owner(ALIAS)).contains(BOOKS);
  }

  @Test
  void aBackupHasNoAliasThatMoved() {
    fill(OTHER, 1);
    milvus.aliases().point(ALIAS, OTHER);
    assertThat(milvus.collections().describe(OTHER).aliases()).containsExactly("reading");
    milvus.aliases().point(ALIAS, BOOKS);
    create("b");

    assertThat(onAnotherServer().aliases().owner(ALIAS)).contains(BOOKS);
  }

  @Test
  void aReplacedCollectionHandsOverAnAliasThatDescribeDoesNotKnow() {
    create("b");
    milvus.aliases().point(ALIAS, BOOKS);

    restore(RestoreRequest.builder().backup("b").ifExists(IfExists.REPLACE));

    assertThat(milvus.aliases().owner(ALIAS)).contains(BOOKS);
    assertRows(BOOKS, 30);
    assertThat(collections()).containsExactly(BOOKS);
  }

  private InMemoryMilvus onAnotherServer() {
    InMemoryMilvus other = new InMemoryMilvus(InMemoryMilvus.V2_6_19, bucket.withRoot("other"));
    try (var its = InMemoryClient.of(other, bucket.withRoot("other"), backups)) {
      await(its.restore(RestoreRequest.builder().backup("b").aliases(AliasPolicy.REQUIRE).build()));
    }
    return other;
  }
}
