package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"nightly", "_x", "2026-08-22", "a.b-c_D9"})
  void backupNamesThatAreValid(String name) {
    assertThat(new BackupName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".hidden", "-x", "a/b", "a b", "é", "a\u0000b", "a\nb"})
  void backupNamesThatAreNot(String name) {
    assertThatThrownBy(() -> new BackupName(name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot use backup name '");
  }

  @Test
  void collectionNamesDefaultToTheDefaultDatabase() {
    assertThat(CollectionName.parse("books")).isEqualTo(new CollectionName("default", "books"));
    assertThat(CollectionName.parse("lib.books")).hasToString("lib.books");
    assertThat(new CollectionName("", "books").database()).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a.", ".a", "a.b.c", "."})
  void collectionNamesThatCannotBeRead(String name) {
    assertThatThrownBy(() -> CollectionName.parse(name))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot ");
  }

  @Test
  void selectorsChooseCollectionsOrWholeDatabases() {
    List<CollectionName> all =
        List.of(
            CollectionName.parse("books"),
            CollectionName.parse("lib.books"),
            CollectionName.parse("lib.authors"));

    assertThat(select(all)).isEqualTo(all);
    assertThat(select(all, "books")).containsExactly(all.get(0));
    assertThat(select(all, "lib.*")).containsExactly(all.get(1), all.get(2));
    assertThat(select(all, "lib.books", "books")).containsExactly(all.get(0), all.get(1));
    assertThatThrownBy(() -> CollectionSelector.parse("*"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Write 'default.*'");
  }

  @Test
  void aRenameGoesBeforeAnythingElse() {
    RestoreRequest request =
        RestoreRequest.builder()
            .backup("b")
            .suffix("_s")
            .rename("lib.a", "x.y")
            .renameDatabase("lib", "annex")
            .build();

    assertThat(request.targetOf(CollectionName.parse("lib.a"))).hasToString("x.y");
    assertThat(request.targetOf(CollectionName.parse("lib.b"))).hasToString("annex.b_s");
    assertThat(request.targetOf(CollectionName.parse("c"))).hasToString("default.c_s");
  }

  @ParameterizedTest
  @CsvSource({
    "lib.*,          annex.*,        lib.books,   annex.books",
    "lib.*,          annex.old_*_x,  lib.books,   annex.old_books_x",
    "books_*,        archive.b_*,    books_2024,  archive.b_2024",
    "*.books,        *.tomes,        lib.books,   lib.tomes",
    "*.*,            *_bak.*,        lib.books,   lib_bak.books",
    "lib.a*z,        lib.*,          lib.abcz,    lib.bc",
    "lib.*_*,        lib.*__*,       lib.a_b_c,   lib.a_b__c"
  })
  void patternsCarryOverWhatTheirWildcardsStandFor(
      String source, String target, String collection, String expected) {
    RestoreRequest request = RestoreRequest.builder().backup("b").rename(source, target).build();

    assertThat(request.targetOf(CollectionName.parse(collection))).hasToString(expected);
    assertThat(request.targetOf(CollectionName.parse("elsewhere.x")))
        .matches(name -> source.equals("*.*") || name.toString().equals("elsewhere.x"));
  }

  @Test
  void theFirstRuleThatFitsDecides() {
    TargetNames names =
        RestoreRequest.builder()
            .backup("b")
            .prefix("p_")
            .suffix("_s")
            .rename("lib.b*", "one.*")
            .rename("lib.*", "two.*")
            .rename("lib.books", "three.books")
            .renameDatabase("lib", "four")
            .renameDatabase("other", "five")
            .build()
            .names();

    assertThat(names.of(CollectionName.parse("lib.books"))).hasToString("three.books");
    assertThat(names.of(CollectionName.parse("lib.bills"))).hasToString("one.ills");
    assertThat(names.of(CollectionName.parse("lib.authors"))).hasToString("two.authors");
    assertThat(names.of(CollectionName.parse("other.x"))).hasToString("five.p_x_s");
    assertThat(names.problem(List.of(CollectionName.parse("lib.books"))))
        .hasValueSatisfying(p -> assertThat(p).startsWith("Cannot rename database 'other'"));
    assertThat(names.problem(List.of(CollectionName.parse("other.x"))))
        .hasValueSatisfying(p -> assertThat(p).startsWith("Cannot rename lib.books to three"));
  }

  @ParameterizedTest
  @CsvSource({"a*, b", "a, b*", "a*b*, c*", "*, x.*", "a.b.*, c.d.*"})
  void patternsThatCannotBeRead(String source, String target) {
    assertThatThrownBy(() -> RestoreRequest.builder().rename(source, target))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot ");
  }

  @Test
  void requestsSayWhatIsMissing() {
    assertThatThrownBy(() -> BackupRequest.builder().build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Call name(");
    assertThatThrownBy(() -> RestoreRequest.builder().build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Call backup(");
    assertThatThrownBy(() -> RestoreRequest.builder().rename("a", "b").rename("a", "c"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("already renamed to default.b");
    assertThatThrownBy(() -> BackupRequest.builder().id("../x"))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static List<CollectionName> select(List<CollectionName> all, String... selectors) {
    return CollectionSelector.select(
        List.of(selectors).stream().map(CollectionSelector::parse).toList(), all);
  }
}
