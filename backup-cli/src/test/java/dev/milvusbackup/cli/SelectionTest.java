package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  private static final List<CollectionName> BACKUP =
      Stream.of("books", "db1.a", "db1.b").map(CollectionName::parse).toList();

  @Test
  void readsTheFormsOfTheFilterInAnyOrder() {
    assertThat(Selectors.parse("books, db1.*,db1.a"))
        .containsExactly("default.books", "db1.*", "db1.a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,,b", "db.", "*", "a.b.c"})
  void refusesOtherForms(String filter) {
    assertThatThrownBy(() -> Selectors.parse(filter)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void renamesCollectionsAndDatabases() {
    RestoreRequest.Builder request = RestoreRequest.builder().backup("b");

    Renames.apply("books:db2.books2,db1.a:c,db1.*:db3.*", request);

    assertThat(targets(request.build())).containsExactly("db2.books2", "default.c", "db3.b");
  }

  @Test
  void renamesByPattern() {
    RestoreRequest.Builder request = RestoreRequest.builder().backup("b");

    Renames.apply("b*:old_b*,db1.*:db2.*_x", request);

    assertThat(targets(request.build())).containsExactly("default.old_books", "db2.a_x", "db2.b_x");
    assertThatThrownBy(() -> Renames.apply("db1.*:db2.x", request))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("one side has wildcards");
  }

  @Test
  void readsTheOldSelections() {
    assertThat(OldSelection.ofDatabaseCollections("{\"db\": [\"a\", \"b\"], \"\": []}"))
        .containsExactly("db.a", "db.b", "default.*");
    assertThat(OldSelection.ofDatabases("a,b")).containsExactly("a.*", "b.*");
    assertThatThrownBy(() -> OldSelection.ofDatabaseCollections("[]"))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static List<String> targets(RestoreRequest request) {
    return BACKUP.stream().map(request::targetOf).map(CollectionName::toString).toList();
  }
}
