package dev.milvusbackup.examples.booksearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.junit5.MilvusBackupExtension;
import dev.milvusbackup.junit5.RestoreBackup;
import dev.milvusbackup.junit5.RestoredCollection;
import io.milvus.v2.client.MilvusClientV2;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** These tests write, so each has the books for itself. */
class ShelfChangesTest {

  @RegisterExtension
  static final MilvusBackupExtension BACKUPS =
      MilvusBackupExtension.builder().backupsOnClassPath("backups").build();

  // tag::fixture-of-method[]
  @Test
  @RestoreBackup("library")
  void aBookThatIsRemovedIsNotFound(MilvusClientV2 milvus, RestoredCollection books) {
    BookSearch search = new BookSearch(milvus, books.name());

    search.remove(1);

    assertThat(search.find("a white whale", 5)).extracting(Book::title).doesNotContain("Moby-Dick");
  }

  // end::fixture-of-method[]

  @Test
  @RestoreBackup("library")
  void aBookThatIsAddedIsFound(MilvusClientV2 milvus, RestoredCollection books) {
    BookSearch search = new BookSearch(milvus, books.name());
    Book added = new Book(100, "The Call of the Wild", "A dog is sold to pull sledges in the snow");

    search.add(List.of(added));

    assertThat(search.find("dog in the snow", 1)).containsExactly(added);
    assertThat(search.find("a white whale", 1)).extracting(Book::id).containsExactly(1L);
  }
}
