package dev.milvusbackup.examples.booksearch;

import dev.milvusbackup.junit5.IfSnapshotExists;
import dev.milvusbackup.junit5.MilvusBackupExtension;
import dev.milvusbackup.junit5.SnapshotAfter;
import io.milvus.v2.client.MilvusClientV2;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Makes the backup that the other tests start from, when it is asked to: -Dgolden.renew=true. */
@EnabledIfSystemProperty(named = "golden.renew", matches = "true")
class GoldenBackupTest {

  // tag::snapshot[]
  @RegisterExtension
  static final MilvusBackupExtension BACKUPS =
      MilvusBackupExtension.builder().backups(Path.of("src/test/resources/backups")).build();

  @Test
  @SnapshotAfter(value = "library", collections = "books", ifExists = IfSnapshotExists.REPLACE)
  void fillTheShelf(MilvusClientV2 milvus) {
    BookSearch search = new BookSearch(milvus, "books");
    search.createCollection();
    search.add(Shelf.books());
  }
  // end::snapshot[]
}
