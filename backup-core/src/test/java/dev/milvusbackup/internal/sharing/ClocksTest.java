package dev.milvusbackup.internal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milvusbackup.internal.milvus.fake.InMemoryMilvus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of a machine that differs from that of the store changes nothing but refusals: the same
 * history leaves the same backups and the same objects, and nothing goes earlier or later.
 */
class ClocksTest {

  private static final int HISTORIES = 10;
  private static final int STEPS = 40;

  private static final List<Step> POSSIBLE =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Step.RETENTION)));

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 2})
  void aClockThatIsTwoDaysOffChangesNothingButRefusals(int days) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Night right = new Night(InMemoryMilvus.V2_6_19, Duration.ZERO, threads);
      Night wrong = new Night(InMemoryMilvus.V2_6_19, Duration.ofDays(days), threads);
      right.create();
      wrong.create();
      wrong.retain(); // it checks that nothing has changed
      assertThat(wrong.done()).isEmpty();

      assertThat(history(wrong, seed)).as("seed %d", seed).isEqualTo(history(right, seed));

      right.end();
      wrong.end();
    }
  }

  /** What the store holds after each step. */
  private static List<String> history(Night night, int seed) {
    Random random = new Random(seed);
    return IntStream.range(0, STEPS)
        .mapToObj(
            i -> {
              Step step = POSSIBLE.get(random.nextInt(POSSIBLE.size()));
              night.happen(step, random.nextInt(60));
              return step + ": " + night.content();
            })
        .toList();
  }
}
