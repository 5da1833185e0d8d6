package dev.milvusbackup.internal.milvus.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.milvusbackup.internal.milvus.server.ServerVersion;
import dev.milvusbackup.storage.memory.InMemoryObjectStore;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports in memory take as long as they took on real servers, within a fifth. */
class ImportTimesTest {

  private static final Percentage A_FIFTH = Percentage.withPercentage(20);

  /** 1,000 rows with a vector of 8 dimensions. */
  private static final long SMALL = 50_000;

  /** 50,000 rows with a vector of 128 dimensions. */
  private static final long LARGE = 26_000_000;

  @ParameterizedTest
  @CsvSource({
    // segments, bytes of each, seconds of one job for all, seconds of a job for each
    "1, 50000, 2, 2",
    "4, 50000, 2, 8",
    "16, 50000, 4, 32",
    "4, 26000000, 5, 10",
    "16, 26000000, 16, 44"
  })
  void jobsOf235RunInTurn(int segments, long bytes, double together, double apart) {
    assertThat(seconds("v2.3.5", 1, segments * bytes, segments, 1))
        .isCloseTo(together, within(together / 5));
    assertThat(seconds("v2.3.5", segments, bytes, 1, 1)).isCloseTo(apart, within(apart / 5));
  }

  @Test
  void jobsOfSeveralCollectionsRunInTurnToo() {
    assertThat(seconds("v2.3.5", 4, SMALL, 1, 1)).isCloseTo(7.2, A_FIFTH);
    assertThat(seconds("v2.3.5", 4, LARGE, 1, 1)).isCloseTo(11.2, A_FIFTH);
  }

  @Test
  void jobsOf25RunSideBySide() {
    assertThat(seconds("v2.5.27", 1, SMALL, 1, 1)).isBetween(10.0, 18.0);
    assertThat(seconds("v2.5.27", 22, SMALL, 1, 1)).isCloseTo(24, A_FIFTH);
    assertThat(seconds("v2.5.27", 1, 100 * SMALL, 100, 100)).isCloseTo(50, A_FIFTH);
  }

  @Test
  void smallJobsOf26AreQuicker() {
    assertThat(seconds("v2.6.19", 1, SMALL, 1, 1)).isBetween(7.0, 14.0);
  }

  /** From the start of all jobs to the end of the last. */
  private static double seconds(String version, int jobs, long bytes, int segments, int items) {
    World world =
        new World(ServerVersion.parse(version), InMemoryObjectStore.create(), new VirtualClock());
    ImportTimes times = new ImportTimes(world);
    long begin = world.clock.millis();
    long end = begin;
    for (int i = 0; i < jobs; i++) {
      end = Math.max(end, times.next(bytes, segments, items).endMillis());
    }
    return Duration.ofMillis(end - begin).toMillis() / 1000.0;
  }
}
