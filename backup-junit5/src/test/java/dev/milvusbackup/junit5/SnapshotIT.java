package dev.milvusbackup.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.BackupExistsException;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Backups that tests make, on a real Milvus. */
class SnapshotIT {

  private static final TestMilvus MILVUS = TestMilvus.shared();

  @AfterEach
  void nothingIsLeft() {
    assertThat(MILVUS.collections()).isEmpty();
  }

  @Test
  void snapshotsHoldWhatTheTestHasMadeAndCanBeRestored() {
    EngineExecutionResults results = Runs.of(Snapshots.class);

    results.testEvents().assertStatistics(s -> s.started(4).succeeded(3).failed(1));
    assertThat(Runs.failure(results)).hasMessage("no snapshot of this");
    assertThat(Snapshots.FOLDER.resolve("failed")).doesNotExist();
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Snapshots {

    private static final Path FOLDER = newFolder();

    @RegisterExtension
    static final MilvusBackupExtension GOLDEN = MILVUS.extension().snapshots(FOLDER).build();

    @Test
    @Order(1)
    @RestoreBackup(value = "golden", collections = "films")
    @SnapshotAfter("more-films")
    void adds(MilvusClientV2 milvus, RestoredCollection films) {
      Library.insert(milvus, films.name(), 20, 30);
    }

    @Test
    @Order(2)
    @RestoreBackup(value = "golden", collections = "films", load = false)
    @SnapshotAfter("failed")
    void fails() {
      throw new AssertionError("no snapshot of this");
    }

    @Test
    @Order(3)
    @SnapshotAfter(
        value = "more-films",
        collections = "more_films",
        ifExists = IfSnapshotExists.REPLACE)
    void replaces(MilvusClientV2 milvus, MilvusFixture fixture) {
      assertThatThrownBy(() -> fixture.snapshot("more-films"))
          .isInstanceOf(FixtureException.class)
          .hasMessageContaining("no collection was restored for this test, and none is named");
      Library.create(milvus, "more_films", 7);
      assertThatThrownBy(() -> fixture.snapshot("more-films", "more_films"))
          .isInstanceOf(BackupExistsException.class);
      assertThat(fixture.snapshot("by-hand", "more_films").manifest().rowCount()).isEqualTo(7);
    }

    @Test
    @Order(4)
    void areBackups(MilvusClientV2 milvus) {
      milvus.dropCollection(DropCollectionReq.builder().collectionName("more_films").build());
      Runs.of(OfSnapshot.class).testEvents().assertStatistics(s -> s.started(1).succeeded(1));
    }
  }

  static class OfSnapshot {

    @RegisterExtension
    static final MilvusBackupExtension SNAPSHOTS =
        MILVUS.extension().backups(Snapshots.FOLDER).build();

    @Test
    @RestoreBackup("more-films")
    void holdsWhatReplacedIt(MilvusClientV2 milvus, MilvusFixture fixture) {
      RestoredCollection films = fixture.restored("more_films");
      assertThat(Library.titles(milvus, films.name())).isEqualTo(Library.titles(7));
    }
  }

  @Test
  void aSnapshotOfARestoredCollectionKnowsItsFirstName() {
    Runs.of(TwoGenerations.class).testEvents().assertStatistics(s -> s.started(2).succeeded(2));
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class TwoGenerations {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    @Test
    @Order(1)
    @RestoreBackup(value = "golden", collections = "films")
    @SnapshotAfter("second-generation")
    void first(MilvusClientV2 milvus, RestoredCollection films) {
      Library.insert(milvus, films.name(), 20, 30);
    }

    @Test
    @Order(2)
    @RestoreBackup("second-generation")
    void second(MilvusClientV2 milvus, MilvusFixture fixture) {
      RestoredCollection films = fixture.restored("films");
      assertThat(fixture.restored()).isEqualTo(List.of(films));
      assertThat(Library.titles(milvus, films.name())).isEqualTo(Library.titles(30));
      assertThat(films.name()).matches("films_[0-9a-f]{32}");
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "snapshots-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
