package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.DeleteReport;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.retention.KeepReason;
import dev.milvusbackup.retention.PruneReport;
import dev.milvusbackup.retention.PruneRequest;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels and descriptions of real backups, and what prunes make of them. */
class LabelsOfBackupsTest extends OnInMemoryMilvus {

  LabelsOfBackupsTest() {
    super(InMemoryMilvus.V2_6_19);
  }

  @BeforeEach
  void fillCollection() {
    fill(BOOKS, 10);
  }

  @Test
  void areListedAndPartOfTheBackup() {
    await(
        client.create(
            BackupRequest.builder()
                .name("b")
                .label("env", "prod")
                .label("app", "search")
                .description("before the upgrade")
                .build()));

    BackupSummary listed = client.list().backups().get(0);
    assertThat(listed.labels()).isEqualTo(Map.of("app", "search", "env", "prod"));
    assertThat(listed.description()).isEqualTo("before the upgrade");
    assertThat(client.get("b").summary()).isEqualTo(listed);
  }

  @Test
  void selectWhatAPruneIsAboutAndWhatItKeeps() {
    create("b-1", "env", "prod");
    create("b-2", "env", "test");
    create("b-3", "keep", "forever");
    create("b-4", "env", "test");
    create("b-5", "env", "prod");

    PruneReport ofTest =
        await(
            client.prune(
                PruneRequest.builder().prefix("b-").label("env", "test").keepLast(1).build()));
    PruneReport ofAll =
        await(
            client.prune(
                PruneRequest.builder()
                    .prefix("b-")
                    .keepLast(1)
                    .keepLabel("keep", "forever")
                    .keepLabel("keep2", "x")
                    .build()));

    assertThat(ofTest.deleted()).extracting(DeleteReport::name).containsExactly("b-2");
    assertThat(ofTest.decisions()).hasSize(2);
    assertThat(ofAll.deleted()).extracting(DeleteReport::name).containsExactly("b-1", "b-4");
    assertThat(ofAll.decisions())
        .filteredOn(d -> d.backup().name().equals("b-3"))
        .singleElement()
        .satisfies(d -> assertThat(d.reasons()).isEqualTo(Set.of(KeepReason.LABEL)));
  }

  private void create(String name, String key, String value) {
    await(client.create(BackupRequest.builder().name(name).label(key, value).build()));
  }
}
