package dev.milvusbackup.internal.restore.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetFilterTest {

  private static final List<CollectionName> SOURCES =
      Stream.of("books", "db1.a", "db1.b").map(CollectionName::parse).toList();

  @Test
  void keepsEverythingWithoutSelectors() {
    assertThat(TargetFilter.apply(request(), SOURCES)).isEqualTo(SOURCES);
  }

  @Test
  void selectsByTheNewNames() {
    assertThat(TargetFilter.apply(request("books_r", "db1.*"), SOURCES)).isEqualTo(SOURCES);
    assertThat(TargetFilter.apply(request("db1.b_r"), SOURCES)).hasToString("[db1.b]");
  }

  @Test
  void refusesASelectorThatMatchesNoNewName() {
    assertThatThrownBy(() -> TargetFilter.apply(request("db1.*", "books"), SOURCES))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "Cannot restore default.books of backup 'b': no collection receives such a name (the new names are: default.books_r, db1.a_r, db1.b_r). Correct the filter; it selects by names after renaming.");
  }

  private static RestoreRequest request(String... targets) {
    return RestoreRequest.builder().backup("b").suffix("_r").targets(targets).build();
  }
}
