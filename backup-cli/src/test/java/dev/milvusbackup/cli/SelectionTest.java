package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupMode;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.CollectionManifest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  private static final BackupManifest BACKUP =
      new BackupManifest(
          new BackupSummary(
              "b",
              "1",
              0,
              "v2.3.5",
              Optional.empty(),
              BackupSummary.Origin.GO_TOOL,
              BackupMode.BINLOG),
          Stream.of("books", "db1.a", "db1.b")
              .map(CollectionName::parse)
              .map(n -> new CollectionManifest(n, 1, List.of(), List.of(), List.of()))
              .toList());

  @Test
  void readsTheFormsOfTheFilterInAnyOrder() {
    assertThat(CollectionFilter.parse("books, db1.*,db1.a").texts())
        .containsExactly("default.books", "db1.*", "db1.a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,,b", "db.", "*", "a.b.c"})
  void refusesOtherForms(String filter) {
    assertThatThrownBy(() -> CollectionFilter.parse(filter))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void theFilterOfARestoreIsAboutTheNewNames() {
    RestoreRequest request = RestoreRequest.builder().backup("b").suffix("_r").build();

    assertThat(plan(request, "books_r,db1.*")).containsExactly("default.books", "db1.a", "db1.b");
    assertThatThrownBy(() -> plan(request, "books"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("default.books_r");
  }

  @Test
  void renamesCollectionsAndDatabases() {
    RestoreRequest.Builder request = RestoreRequest.builder().backup("b");

    Renames.apply("books:db2.books2,db1.a:c,db1.*:db3.*", request);

    assertThat(RestorePlan.of(request.build(), BACKUP, Optional.empty()).steps())
        .extracting(step -> step.target().toString())
        .containsExactly("db2.books2", "default.c", "db3.b");
  }

  @Test
  void renamesByPattern() {
    RestoreRequest.Builder request = RestoreRequest.builder().backup("b");

    Renames.apply("b*:old_b*,db1.*:db2.*_x", request);

    assertThat(RestorePlan.of(request.build(), BACKUP, Optional.empty()).steps())
        .extracting(step -> step.target().toString())
        .containsExactly("default.old_books", "db2.a_x", "db2.b_x");
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

  private static List<String> plan(RestoreRequest request, String filter) {
    return RestorePlan.of(request, BACKUP, Optional.of(CollectionFilter.parse(filter))).sources();
  }
}
