package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.TimedOutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Duration LONG = Duration.ofDays(365_000);

  @Test
  void anEndedJobHasItsReport() {
    Job<Integer> job = Job.completed(7);

    assertThat(job.await()).isEqualTo(7);
    assertThat(job.await(Duration.ZERO)).isEqualTo(7);
    assertThat(job.await(LONG)).isEqualTo(7);
    assertThat(job.stopped()).isCompleted();
    assertThat(job.progress().ratio()).hasValue(1);
    assertThat(job.id()).isNotEqualTo(Job.completed(7).id());
  }

  @Test
  void awaitThrowsTheFailureItself() {
    BackupNotFoundException failure = new BackupNotFoundException("Cannot find it");
    Job<Integer> job = Job.failed(failure);

    assertThatThrownBy(job::await).isSameAs(failure);
    assertThatThrownBy(() -> job.await(LONG)).isSameAs(failure);
    assertThatThrownBy(job::join).isInstanceOf(CompletionException.class).hasCause(failure);
  }

  @Test
  void awaitThrowsErrorsAndCancellationsAsTheyAre() {
    OutOfMemoryError error = new OutOfMemoryError("test");
    Job<Integer> broken = new EndedJob<>("broken");
    broken.completeExceptionally(error);
    Job<Integer> cancelled = new EndedJob<>("cancelled");
    cancelled.cancel();

    assertThatThrownBy(broken::await).isSameAs(error);
    assertThatThrownBy(() -> broken.await(LONG)).isSameAs(error);
    assertThatThrownBy(cancelled::await).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> cancelled.await(LONG)).isInstanceOf(CancellationException.class);
  }

  @Test
  void awaitNamesTheJobWhenItsTimeIsUp() {
    Job<Integer> job = new EndedJob<>("id-1");

    assertThatThrownBy(() -> job.await(Duration.ofMillis(1)))
        .isInstanceOf(TimedOutException.class)
        .hasMessage(
            "Cannot wait any longer for job id-1: it is still running after PT0.001S (DONE). Wait again, or cancel it.");
    assertThat(job).isNotDone();

    Job<Integer> unused = (Job<Integer>) job.orTimeout(1, TimeUnit.MILLISECONDS);
    assertThatThrownBy(job::await)
        .isInstanceOf(TimedOutException.class)
        .hasMessage(
            "Cannot finish job id-1: the time that orTimeout allows has passed. Allow more.");
  }

  @Test
  void anInterruptIsKeptWhileItWaits() {
    Job<Integer> job = new EndedJob<>("id-1");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> job.await(Duration.ofMillis(1))).isInstanceOf(TimedOutException.class);

    assertThat(Thread.interrupted()).isTrue();
  }
}
