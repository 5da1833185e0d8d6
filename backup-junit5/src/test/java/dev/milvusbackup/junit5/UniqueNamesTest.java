package dev.milvusbackup.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.CollectionName;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {

  private final UniqueNames names = UniqueNames.random();

  @Test
  void differForEachRestore() {
    CollectionName books = CollectionName.parse("books");

    assertThat(names.of(books).toString()).matches("default\\.books_[0-9a-f]{32}");
    assertThat(names.of(books)).isNotEqualTo(UniqueNames.random().of(books));
  }

  @Test
  void areInTheDefaultDatabaseAndStillTellTheirOwn() {
    assertThat(names.of(CollectionName.parse("archive.books")).toString())
        .matches("default\\.archive_books_[0-9a-f]{32}");
  }

  @Test
  void fitIntoMilvus() {
    CollectionName longest = new CollectionName("default", "x".repeat(255));

    assertThat(names.of(longest).name()).hasSize(255).startsWith("xxx");
  }

  @Test
  void doNotPileUpWhenASnapshotIsRestored() {
    CollectionName restored = names.of(CollectionName.parse("books"));

    assertThat(UniqueNames.original(restored)).isEqualTo(CollectionName.parse("books"));
    assertThat(UniqueNames.random().of(restored).name()).matches("books_[0-9a-f]{32}");
    assertThat(UniqueNames.original(CollectionName.parse("a.b"))).hasToString("a.b");
  }
}
