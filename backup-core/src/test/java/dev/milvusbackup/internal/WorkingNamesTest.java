package dev.milvusbackup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.milvus.fake.Calls.Fault;
import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import dev.milvusbackup.manifest.CollectionManifest;
import org.junit.jupiter.api.Test;

/** What a restore is filling is left out of backups, and nothing else that has such a name. */
class WorkingNamesTest extends OnInMemoryMilvus {

  private static final CollectionName LOOKALIKE =
      new CollectionName("default", "orders__restoring_0a1b2c3d");
  private static final CollectionName PROBE =
      new CollectionName("default", "orders__probing_0a1b2c3d");

  WorkingNamesTest() {
    super(InMemoryMilvus.V2_3_5);
  }

  @Test
  void aCollectionThatOnlyLooksLikeOneIsBackedUp() {
    fill(BOOKS, 3);
    fill(LOOKALIKE, 5);
    fill(PROBE, 7);

    BackupReport report = create("b");

    assertThat(report.manifest().collections())
        .extracting(CollectionManifest::name)
        .containsExactlyInAnyOrder(BOOKS, LOOKALIKE, PROBE);
  }

  @Test
  void whatAnUnfinishedRestoreFillsIsLeftOutAndReported() {
    CollectionName working = leaveARestoreUnfinished();

    BackupReport report = create("c");

    assertThat(report.manifest().collections())
        .extracting(CollectionManifest::name)
        .containsExactly(BOOKS);
    assertThat(report.leftOut()).containsExactly(working);
  }

  @Test
  void itIsBackedUpIfItIsNamed() {
    CollectionName working = leaveARestoreUnfinished();

    BackupReport report =
        await(
            client.create(
                BackupRequest.builder().name("c").collections(working.toString()).build()));

    assertThat(report.manifest().collections())
        .extracting(CollectionManifest::name)
        .containsExactly(working);
    assertThat(report.leftOut()).isEmpty();
  }

  private CollectionName leaveARestoreUnfinished() {
    fill(BOOKS, 3);
    create("b");
    calls().failAlways("collections.rename", Fault.REFUSED);
    calls().failAlways("collections.drop", Fault.REFUSED);
    assertThatThrownBy(() -> restore(back()));
    calls().heal();
    return collections().stream()
        .filter(name -> name.name().contains("__restoring_"))
        .findFirst()
        .orElseThrow();
  }
}
