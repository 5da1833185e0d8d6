package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupPreview;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.RestorePreview;
import dev.milvusbackup.RestoreRequest;
import dev.milvusbackup.error.PreflightException;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.internal.milvus.rbac.Privilege;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews say what would be done, and change nothing. */
class PreviewTest extends OnInMemoryMilvus {

  /** All that changes something. */
  private static final Set<String> CHANGES =
      Set.of(
          "databases.create",
          "databases.drop",
          "collections.create",
          "collections.drop",
          "collections.rename",
          "partitions.create",
          "indexes.create",
          "loading.load",
          "loading.release",
          "aliases.point",
          "rbac.add",
          "rbac.addToRole",
          "segments.flush",
          "imports.start",
          "rows.insert");

  PreviewTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @BeforeEach
  void fill() {
    fill(BOOKS, 30);
  }

  @Test
  void aCreateIsDescribed() {
    int before = calls().made().size();

    BackupPreview preview = client.previewCreate(BackupRequest.builder().name("b").build());

    assertThat(preview.collections())
        .singleElement()
        .satisfies(
            collection -> {
              assertThat(collection.name()).isEqualTo(BOOKS);
              assertThat(collection.rows()).isEqualTo(30);
              assertThat(collection.segments()).isOne();
              assertThat(collection.objects()).isEqualTo(5);
            });
    assertThat(changesSince(before)).isEmpty();
    assertThat(keys("backup")).isEmpty();
  }

  @Test
  void aRestoreIsDescribed() {
    create("b");
    List<String> files = keys("");
    int before = calls().made().size();

    RestorePreview preview = client.previewRestore(back().build());

    assertThat(preview.collections())
        .singleElement()
        .satisfies(collection -> assertThat(collection.target()).isEqualTo(BACK));
    assertThat(changesSince(before)).isEmpty();
    assertThat(keys("")).isEqualTo(files);
  }

  @Test
  void allThatIsInTheWayOfARestoreIsToldTogether() {
    create("b");
    milvus.deny(Privilege.IMPORT);

    assertThatThrownBy(() -> client.previewRestore(RestoreRequest.builder().backup("b").build()))
        .isInstanceOf(PreflightException.class)
        .hasMessageContaining("default.books")
        .hasMessageContaining("Import");
  }

  private Set<String> changesSince(int call) {
    List<String> made = calls().made();
    Set<String> changes = new TreeSet<>(made.subList(call, made.size()));
    changes.retainAll(CHANGES);
    return changes;
  }
}
