package dev.milvusbackup.examples.booksearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.junit5.MilvusBackupExtension;
import dev.milvusbackup.junit5.RestoreBackup;
import dev.milvusbackup.junit5.RestoredCollection;
import io.milvus.v2.client.MilvusClientV2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

// tag::fixture-of-class[]
/** These tests only read, so one restore serves all of them. */
@RestoreBackup("library")
class BookSearchTest {

  @RegisterExtension
  static final MilvusBackupExtension BACKUPS =
      MilvusBackupExtension.builder().backupsOnClassPath("backups").build();

  private BookSearch search;

  @BeforeEach
  void open(MilvusClientV2 milvus, RestoredCollection books) {
    search = new BookSearch(milvus, books.name());
  }

  @Test
  void findsTheBookWhoseWordsAreAskedFor() {
    assertThat(search.find("a white whale", 1))
        .extracting(Book::title)
        .containsExactly("Moby-Dick");
  }

  @Test
  void everyBookOfTheShelfIsThere() {
    assertThat(search.find("anything", 1000)).hasSameElementsAs(Shelf.books());
  }
}
// end::fixture-of-class[]
