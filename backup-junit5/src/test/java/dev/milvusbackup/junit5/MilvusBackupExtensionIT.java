package dev.milvusbackup.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.BackupClient;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What the extension does around tests that pass, on a real Milvus. */
class MilvusBackupExtensionIT {

  private static final TestMilvus MILVUS = TestMilvus.shared();
  private static final List<String> STORY = Collections.synchronizedList(new ArrayList<>());
  private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

  @AfterEach
  void nothingIsLeft() {
    assertThat(MILVUS.collections()).isEmpty();
    STORY.clear();
    NAMES.clear();
  }

  @Test
  void restoresBeforeAndDropsAfterEverythingElse() {
    EngineExecutionResults results = Runs.of(LifeCycle.class);

    results.testEvents().assertStatistics(s -> s.started(3).succeeded(3));
    assertThat(STORY)
        .containsExactly(
            "before all: 1 collection",
            "before each: films and 1 more",
            "first test: films and 1 more",
            "after each: films and 1 more",
            "before each: books and 0 more",
            "second test: books and 0 more",
            "after each: books and 0 more",
            "before each: books and 0 more",
            "nested test: books and 0 more",
            "after each: books and 0 more",
            "after all: 1 collection");
  }

  @RestoreBackup(value = "golden", collections = "books")
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class LifeCycle {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    @BeforeAll
    static void beforeAll(RestoredCollection books) {
      assertThat(MILVUS.collections()).containsExactly(books.name());
      STORY.add("before all: 1 collection");
    }

    @BeforeEach
    void beforeEach(RestoredCollection nearest) {
      tell("before each", nearest);
    }

    @Test
    @Order(1)
    @RestoreBackup(value = "golden", collections = "films")
    void methodsHaveTheirOwn(MilvusClientV2 milvus, RestoredCollection films) {
      assertThat(films.rows()).isEqualTo(20);
      assertThat(Library.titles(milvus, films.name())).isEqualTo(Library.titles(20));
      tell("first test", films);
    }

    @Test
    @Order(2)
    void theOneOfTheClassIsThereForTheOthers(MilvusClientV2 milvus, RestoredCollection books) {
      assertThat(Library.titles(milvus, books.name())).isEqualTo(Library.titles(40));
      tell("second test", books);
    }

    @Nested
    class Inner {

      @Test
      void sharesIt(RestoredCollection books) {
        tell("nested test", books);
      }
    }

    @AfterEach
    void afterEach(RestoredCollection nearest) {
      tell("after each", nearest);
    }

    @AfterAll
    static void afterAll(RestoredCollection books) {
      assertThat(MILVUS.collections()).containsExactly(books.name());
      STORY.add("after all: 1 collection");
    }

    private static void tell(String when, RestoredCollection nearest) {
      assertThat(MILVUS.collections()).contains(nearest.name());
      STORY.add(
          "%s: %s and %d more"
              .formatted(when, nearest.nameInBackup().name(), MILVUS.collections().size() - 1));
    }
  }

  @Test
  void injectsWhatTestsNeed() {
    Runs.of(Parameters.class).testEvents().assertStatistics(s -> s.started(1).succeeded(1));
  }

  static class Parameters {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    private final BackupClient ofConstructor;

    Parameters(BackupClient client, MilvusFixture fixture) {
      this.ofConstructor = client;
      assertThat(fixture.restored()).isEmpty();
    }

    @Test
    @RestoreBackup(value = "golden", load = false)
    void all(BackupClient client, MilvusFixture fixture, MilvusClientV2 milvus) {
      assertThat(client.list().backups()).extracting(b -> b.name()).contains("golden");
      assertThat(client).isNotSameAs(ofConstructor);
      client.close();
      assertThat(ofConstructor.find("golden")).isPresent();

      assertThat(fixture.milvus().uri()).isEqualTo(MILVUS.connection().uri());
      assertThat(fixture.restored()).hasSize(3);
      RestoredCollection letters = fixture.restored("archive.letters");
      assertThat(letters.rows()).isEqualTo(10);
      assertThat(letters.name()).startsWith("archive_letters_");
      assertThat(
              milvus
                  .describeCollection(
                      DescribeCollectionReq.builder().collectionName(letters.name()).build())
                  .getFieldNames())
          .containsExactly("id", "title", "embedding");
    }
  }

  @Test
  void classesAndMethodsCanRunAtOnce() {
    EngineExecutionResults results = Runs.atOnce(Left.class, Middle.class, Right.class);

    results.testEvents().assertStatistics(s -> s.started(6).succeeded(6));
    assertThat(NAMES).hasSize(6);
  }

  static class Left extends AtOnce {}

  static class Middle extends AtOnce {}

  static class Right extends AtOnce {}

  abstract static class AtOnce {

    @RegisterExtension static final MilvusBackupExtension BACKUPS = MILVUS.extension().build();

    @RepeatedTest(2)
    @RestoreBackup(value = "golden", collections = "films")
    void eachHasItsOwnRows(MilvusClientV2 milvus, RestoredCollection films) {
      NAMES.add(films.name());
      Library.insert(milvus, films.name(), 20, 25);
      assertThat(Library.titles(milvus, films.name())).isEqualTo(Library.titles(25));
    }
  }
}
