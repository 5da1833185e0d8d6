package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void requestsSayWhatIsMissing() {
    assertThatThrownBy(() -> CreateBackupRequest.builder().build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Call name(");
    assertThatThrownBy(() -> RestoreRequest.builder().build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Call backup(");
    assertThatThrownBy(() -> RestoreRequest.builder().rename("a", "b").rename("a", "c"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("already renamed to default.b");
    assertThatThrownBy(() -> CreateBackupRequest.builder().id("../x"))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static List<CollectionName> select(List<CollectionName> all, String... selectors) {
    return CollectionSelector.select(
        List.of(selectors).stream().map(CollectionSelector::parse).toList(), all);
  }
}
