package dev.milvusbackup.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.MilvusUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class RetrierTest {

  private static final int FEW = 6;

  /** A thousand pauses: a busy machine does not make fewer attempts than {@link #FEW} of it. */
  private static final Duration OUTAGE = Duration.ofSeconds(2);

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void aServiceThatHasNeverAnsweredIsGivenFewAttempts() {
    Retrier retrier = lasting(Duration.ofDays(1));

    requireGone(retrier);

    assertThat(attempts).hasValue(FEW);
  }

  @Test
  void aServiceThatHasAnsweredIsGivenTheLengthOfAnOutage() {
    Retrier retrier = lasting(Duration.ofDays(1));
    retrier.call(() -> "an answer");

    assertThat(retrier.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void aRefusalIsAnAnswer() {
    Retrier retrier = lasting(Duration.ofDays(1));
    assertThatThrownBy(() -> retrier.call(RetrierTest::refuse))
        .isInstanceOf(InvalidRequestException.class);

    assertThat(retrier.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void theLengthOfAnOutageIsGivenOnce() {
    Retrier retrier = lasting(OUTAGE);
    retrier.call(() -> "an answer");
    requireGone(retrier);
    assertThat(attempts).hasValueGreaterThan(FEW);
    attempts.set(0);

    requireGone(retrier);

    assertThat(attempts).hasValue(FEW);
  }

  @Test
  void anAnswerAfterAnOutageCountsAnew() {
    Retrier retrier = lasting(OUTAGE);
    requireGone(retrier);
    retrier.call(() -> "an answer");
    attempts.set(0);

    assertThat(retrier.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void aCallThatMayHaveHadAnEffectIsMadeOnce() {
    Retrier retrier = lasting(Duration.ofDays(1));
    retrier.call(() -> "an answer");

    assertThatThrownBy(() -> retrier.call(this::gone, failure -> false))
        .isInstanceOf(MilvusUnavailableException.class);

    assertThat(attempts).hasValue(1);
    assertThat(retrier.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void aCallThatHadNoEffectIsMadeAgain() {
    Retrier retrier = lasting(Duration.ofDays(1));
    retrier.call(() -> "an answer");

    assertThat(retrier.call(this::backAtLast, failure -> true)).isEqualTo("back");
  }

  @Test
  void itIsNotMadeAgainAfterAnOutageThatWasTooLong() {
    Retrier retrier = lasting(OUTAGE);
    retrier.call(() -> "an answer");
    requireGone(retrier);
    attempts.set(0);

    assertThatThrownBy(() -> retrier.call(this::gone, failure -> true))
        .isInstanceOf(MilvusUnavailableException.class);

    assertThat(attempts).hasValue(1);
  }

  private static Retrier lasting(Duration maxOutage) {
    return new Retrier(Duration.ofMillis(1), Duration.ofMillis(2), maxOutage);
  }

  private void requireGone(Retrier retrier) {
    assertThatThrownBy(() -> retrier.call(this::gone))
        .isInstanceOf(MilvusUnavailableException.class);
  }

  private String gone() {
    attempts.incrementAndGet();
    throw new MilvusUnavailableException("no answer");
  }

  private String backAtLast() {
    return attempts.incrementAndGet() > 2 * FEW ? "back" : gone();
  }

  private static String refuse() {
    throw new InvalidRequestException("no");
  }
}
