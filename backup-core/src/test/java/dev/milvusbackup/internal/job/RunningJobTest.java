package dev.milvusbackup.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.Job;
import dev.milvusbackup.Phase;
import dev.milvusbackup.Progress;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.UnexpectedFailureException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningJobTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void composesAsAnyFuture() {
    assertThat(start(job -> 20).thenApply(n -> n + 1).join()).isEqualTo(21);
  }

  @Test
  void failsWithTheCauseOfTheWork() {
    Job<Integer> job =
        start(
            context -> {
              throw new BackupNotFoundException("Cannot find it");
            });

    assertThatThrownBy(job::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(BackupNotFoundException.class);
    assertThat(job.stopped()).succeedsWithin(Duration.ofMinutes(1));
  }

  @Test
  void anUnexpectedExceptionArrivesAsOneOfTheLibrary() {
    Job<Integer> job =
        start(
            context -> {
              throw new IllegalStateException("secret");
            });

    assertThatThrownBy(job::await)
        .isInstanceOf(UnexpectedFailureException.class)
        .hasMessage(
            "Cannot finish job id: an unexpected java.lang.IllegalStateException. The cause has the details; report it as a bug of this library, or of a store or executor of your own.")
        .hasRootCauseMessage("secret");
  }

  @Test
  void anExecutorThatRejectsTheJobFailsIt() {
    threads.shutdown();

    Job<Integer> job = start(context -> 1);

    assertThat(job.stopped()).isCompleted();
    assertThatThrownBy(job::await)
        .isInstanceOf(UnexpectedFailureException.class)
        .hasMessage(
            "Cannot start job id: the executor rejects it. Pass an executor that is running.");
  }

  @Test
  void cancellingCompletesAtOnceAndStopsTheWorkLater() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch tidy = new CountDownLatch(1);
    Job<Integer> job =
        start(
            context -> {
              running.countDown();
              try {
                context.cancel().pause(FOR_EVER);
              } finally {
                awaitQuietly(tidy);
              }
              return 1;
            });
    running.await();

    assertThat(job.cancel()).isTrue();

    assertThat(job).isCancelled();
    assertThatThrownBy(job::join).isInstanceOf(CancellationException.class);
    assertThat(job.stopped()).isNotDone();
    tidy.countDown();
    assertThat(job.stopped()).succeedsWithin(Duration.ofMinutes(1));
    assertThat(job.cancel()).isTrue(); // still cancelled, as CompletableFuture says
  }

  @Test
  void whoeverCompletesItFromOutsideStopsTheWork() {
    Job<Integer> job = start(RunningJobTest::sleep);
    Job<Integer> other = start(RunningJobTest::sleep);

    job.complete(5);
    assertThat(other.orTimeout(1, TimeUnit.MILLISECONDS)).isSameAs(other);

    assertThat(job.stopped()).succeedsWithin(Duration.ofMinutes(1));
    assertThat(other.stopped()).succeedsWithin(Duration.ofMinutes(1));
    assertThat(job.join()).isEqualTo(5);
  }

  @Test
  void completingTheViewOfItsEndDoesNotEndIt() {
    Job<Integer> job = start(RunningJobTest::sleep);

    job.stopped().complete(null);

    assertThat(job.stopped()).isNotDone();
    job.cancel();
  }

  @Test
  void aListenerIsToldInOrderAndItsFailuresAreHarmless() {
    List<Phase> phases = new CopyOnWriteArrayList<>();
    Job<Integer> job =
        RunningJob.start(
            threads,
            "id",
            Optional.of(
                progress -> {
                  phases.add(progress.phase());
                  throw new IllegalStateException("listener");
                }),
            context -> {
              context.progress().enter(Phase.PLANNING);
              context.progress().plan(1, 100, 10);
              context.progress().enter(Phase.COPYING);
              context.progress().advance(40, 4);
              return 1;
            });

    assertThat(job.join()).isEqualTo(1);
    assertThat(phases).startsWith(Phase.PLANNING, Phase.COPYING).endsWith(Phase.DONE);
    Progress progress = job.progress();
    assertThat(progress.bytesDone()).isEqualTo(40);
    assertThat(progress.rows()).isEqualTo(10);
    assertThat(job.id()).isEqualTo("id");
  }

  private Job<Integer> start(Function<JobContext, Integer> work) {
    return RunningJob.start(threads, "id", Optional.empty(), work);
  }

  private static Integer sleep(JobContext context) {
    context.cancel().pause(FOR_EVER);
    return 1;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
