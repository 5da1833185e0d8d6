package dev.milvusbackup.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CancelToken cancel = new CancelToken();
  private final List<Integer> numbers = IntStream.range(0, 200).boxed().toList();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void keepsTheOrderOfTheItems() {
    assertThat(new Parallel(threads, 7).map(numbers, cancel, n -> n * 2))
        .isEqualTo(numbers.stream().map(n -> n * 2).toList());
  }

  @Test
  void neverDoesMoreAtOnceThanItsWidth() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    new Parallel(threads, 3)
        .forEach(
            numbers,
            cancel,
            n -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              now.decrementAndGet();
            });

    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void theFirstFailureStopsTheRestAndNothingIsUnderWayAfterwards() {
    AtomicInteger started = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Iterable<Integer> endless = () -> Stream.iterate(0, n -> n + 1).iterator();

    assertThatThrownBy(
            () ->
                new Parallel(threads, 4)
                    .forEach(
                        endless,
                        cancel,
                        n -> {
                          started.incrementAndGet();
                          try {
                            if (n == 10) {
                              throw new IllegalStateException("ten");
                            }
                          } finally {
                            ended.incrementAndGet();
                          }
                        }))
        .hasMessage("ten");

    assertThat(ended.get()).isEqualTo(started.get());
  }

  @Test
  void stopsWhenCancelled() {
    AtomicInteger started = new AtomicInteger();

    assertThatThrownBy(
            () ->
                new Parallel(threads, 2)
                    .forEach(
                        numbers,
                        cancel,
                        n -> {
                          if (started.incrementAndGet() == 5) {
                            cancel.cancel();
                          }
                        }))
        .isInstanceOf(CancellationException.class);

    assertThat(started.get()).isLessThan(10);
  }
}
