package dev.milvusbackup.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.junit5.MilvusSource.Automatic;
import dev.milvusbackup.junit5.MilvusSource.Containers;
import dev.milvusbackup.junit5.MilvusSource.Embedded;
import dev.milvusbackup.junit5.MilvusSource.Given;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import dev.milvusbackup.testkit.EmbeddedMilvus;
import dev.milvusbackup.testkit.EmbeddedMilvus.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which Milvus tests get, without any of them at hand. */
class MilvusSourceTest {

  private final MilvusBackupExtensionBuilder builder =
      MilvusBackupExtension.builder().backups(Path.of("backups"));

  @Test
  void containersAreChosenIfAnEngineAnswers() {
    assertThat(Automatic.choose(() -> true)).isEqualTo(new Containers());
  }

  @Test
  void thePackagedServerIsChosenOtherwise() {
    assertThat(Automatic.choose(() -> false)).isEqualTo(new Embedded(EmbeddedMilvus.builder()));
  }

  @Test
  void theMachineDecidesUnlessTheBuilderSays() {
    assertThat(builder.settings().source()).isEqualTo(new Automatic());
    assertThat(builder.containers().settings().source()).isEqualTo(new Containers());
    assertThat(
            builder.embedded(EmbeddedMilvus.builder().storage(Storage.MINIO)).settings().source())
        .isEqualTo(new Embedded(EmbeddedMilvus.builder().storage(Storage.MINIO)));

    MilvusConnection connection = MilvusConnection.at("http://milvus.test");
    ObjectStore storage = InMemoryObjectStore.create();
    assertThat(builder.milvus(connection, storage).settings().source())
        .isEqualTo(new Given(connection, storage));
  }

  @Test
  void thePlaceForBackupsIsRequired() {
    assertThatThrownBy(() -> MilvusBackupExtension.builder().build())
        .isInstanceOf(FixtureException.class)
        .hasMessage(
            "Cannot build a MilvusBackupExtension: the place of backups is missing. Call backups(Path.of(\"…\")) or backupsOnClassPath(\"backups\").");
  }

  @Test
  void snapshotsGoToTheBackupsUnlessTheseCannotBeWritten() {
    assertThat(builder.settings().snapshots()).contains(builder.settings().backups());
    assertThat(builder.backupsOnClassPath("backups").settings().snapshots()).isEmpty();
    assertThat(builder.snapshots(Path.of("/new")).settings().snapshots())
        .contains(new BackupPlace.Folder(Path.of("/new")));
  }
}
