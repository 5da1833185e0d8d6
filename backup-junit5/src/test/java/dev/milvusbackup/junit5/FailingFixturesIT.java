package dev.milvusbackup.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.MilvusConnection;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.MilvusUnavailableException;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What the extension does when something fails, on a real Milvus: it says so and tidies up. */
class FailingFixturesIT {

  private static final TestMilvus MILVUS = TestMilvus.shared();

  @AfterEach
  void nothingIsLeft() {
    assertThat(MILVUS.collections()).isEmpty();
  }

  @Test
  void aFailingTestIsTidiedUp() {
    EngineExecutionResults results = Runs.of(FailingTest.class);

    results.testEvents().assertStatistics(s -> s.started(1).failed(1));
    assertThat(Runs.failure(results)).hasMessage("as it happens").hasNoSuppressedExceptions();
  }

  static class FailingTest {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    @Test
    @RestoreBackup(value = "golden", collections = "films")
    void fails() {
      throw new AssertionError("as it happens");
    }
  }

  @Test
  void aRestoreThatFailsFailsTheTestAndLeavesNothing() {
    EngineExecutionResults results = Runs.of(DamagedBackup.class);

    results.testEvents().assertStatistics(s -> s.started(1).failed(1));
    assertThat(Runs.failure(results))
        .isInstanceOf(FixtureException.class)
        .hasMessageStartingWith("No fixture for DamagedBackup.neverRuns. ")
        .hasMessageContaining("damaged");
  }

  static class DamagedBackup {

    @RegisterExtension
    static final MilvusBackupExtension BACKUPS =
        MILVUS.extension().backups(damaged(MILVUS.backups())).build();

    @Test
    @RestoreBackup("golden")
    void neverRuns() {
      throw new AssertionError("it ran");
    }

    /** A backup the sizes of which are right, and one file of which is nonsense. */
    private static Path damaged(Path backups) {
      try {
        Path copy = Files.createTempDirectory(Path.of("target"), "damaged-").toAbsolutePath();
        copy(backups.resolve("golden"), copy.resolve("golden"));
        Path file = last(copy.resolve("golden/binlogs/insert_log"));
        Files.write(file, new byte[(int) Files.size(file)]);
        return copy;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void copy(Path from, Path to) throws IOException {
      try (Stream<Path> paths = Files.walk(from)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
          Path target = to.resolve(from.relativize(path));
          if (Files.isDirectory(path)) {
            Files.createDirectories(target);
          } else {
            Files.copy(path, target);
          }
        }
      }
    }

    private static Path last(Path folder) throws IOException {
      try (Stream<Path> paths = Files.walk(folder)) {
        List<Path> files = paths.filter(Files::isRegularFile).sorted().toList();
        return files.get(files.size() - 1);
      }
    }
  }

  @Test
  void aMissingBackupIsToldWithThoseThatAreThere() {
    EngineExecutionResults results = Runs.of(MissingBackup.class);

    results.containerEvents().assertStatistics(s -> s.failed(1));
    assertThat(Runs.failure(results))
        .isInstanceOf(FixtureException.class)
        .hasCauseInstanceOf(BackupNotFoundException.class)
        .hasMessageStartingWith("No fixture for MissingBackup. Cannot ")
        .hasMessageContaining("Cannot find backup 'silver'")
        .hasMessageContaining("(it has: golden");
  }

  @RestoreBackup("silver")
  static class MissingBackup {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    @Test
    void neverRuns() {}
  }

  @Test
  void aMilvusThatDoesNotAnswerIsTold() {
    EngineExecutionResults results = Runs.of(MissingServer.class);

    results.containerEvents().assertStatistics(s -> s.failed(1));
    assertThat(Runs.failure(results))
        .isInstanceOf(FixtureException.class)
        .hasCauseInstanceOf(MilvusUnavailableException.class)
        .hasMessageStartingWith("No fixture for MissingServer. Cannot ")
        .hasMessageContaining("http://127.0.0.1:1");
  }

  static class MissingServer {

    @RegisterExtension
    static final MilvusBackupExtension BACKUPS =
        MilvusBackupExtension.builder()
            .milvus(
                MilvusConnection.at("http://127.0.0.1:1").withConnectTimeout(Duration.ofSeconds(2)),
                InMemoryObjectStore.create())
            .backups(MILVUS.backups())
            .build();

    @Test
    @RestoreBackup("golden")
    void neverRuns() {}
  }

  @Test
  void aFieldThatIsNotStaticIsToldIfTheClassNeedsIt() {
    assertThat(Runs.failure(Runs.of(NotStatic.class)))
        .isInstanceOf(FixtureException.class)
        .hasMessage(
            "Cannot restore for class NotStatic: the extension was registered after its first test. Make the field with @RegisterExtension static.");
  }

  @RestoreBackup("golden")
  static class NotStatic {

    @RegisterExtension final MilvusBackupExtension backups = MILVUS.extension().build();

    @Test
    void neverRuns() {}
  }

  @Test
  void oneOfSeveralCollectionsHasToBeNamed() {
    assertThat(Runs.failure(Runs.of(Ambiguous.class)).getCause())
        .isInstanceOf(FixtureException.class)
        .hasMessageStartingWith("Cannot choose a RestoredCollection: 2 are restored (")
        .hasMessageContaining("default.books")
        .hasMessageContaining("default.films");
  }

  static class Ambiguous {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    @Test
    @RestoreBackup(value = "golden", collections = "default.*", load = false)
    void neverRuns(RestoredCollection which) {}
  }

  @Test
  void aServerOfItsOwnIsSharedStoppedAndQuotedInFailures() {
    EngineExecutionResults results = Runs.of(OwnServer.First.class, OwnServer.Second.class);

    results.testEvents().assertStatistics(s -> s.started(2).succeeded(1).failed(1));
    assertThat(Runs.failure(results)).hasMessage("cannot go on");
    assertThat(Runs.failure(results).getSuppressed())
        .singleElement()
        .satisfies(log -> assertThat(log).hasMessageContaining("[WARN]"));
    assertThat(OwnServer.URIS.stream().distinct()).hasSize(1);
    assertThat(OwnServer.answers()).isFalse();
  }
}
