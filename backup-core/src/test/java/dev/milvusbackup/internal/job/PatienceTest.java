package dev.milvusbackup.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.error.MilvusUnavailableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final int FEW = 6;

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void aServiceThatHasNeverAnsweredIsGivenFewAttempts() {
    Patience patience = lasting(Duration.ofDays(1));

    requireGone(patience);

    assertThat(attempts).hasValue(FEW);
  }

  @Test
  void aServiceThatHasAnsweredIsGivenTheLengthOfAnOutage() {
    Patience patience = lasting(Duration.ofDays(1));
    patience.call(() -> "an answer");

    assertThat(patience.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void aRefusalIsAnAnswer() {
    Patience patience = lasting(Duration.ofDays(1));
    assertThatThrownBy(() -> patience.call(PatienceTest::refuse))
        .isInstanceOf(InvalidRequestException.class);

    assertThat(patience.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void theLengthOfAnOutageIsGivenOnce() {
    Patience patience = lasting(Duration.ofMillis(500));
    patience.call(() -> "an answer");
    requireGone(patience);
    assertThat(attempts).hasValueGreaterThan(FEW);
    attempts.set(0);

    requireGone(patience);

    assertThat(attempts).hasValue(FEW);
  }

  @Test
  void anAnswerAfterAnOutageCountsAnew() {
    Patience patience = lasting(Duration.ofMillis(500));
    requireGone(patience);
    patience.call(() -> "an answer");
    attempts.set(0);

    assertThat(patience.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void aCallThatMayHaveHadAnEffectIsMadeOnce() {
    Patience patience = lasting(Duration.ofDays(1));
    patience.call(() -> "an answer");

    assertThatThrownBy(() -> patience.call(this::gone, failure -> false))
        .isInstanceOf(MilvusUnavailableException.class);

    assertThat(attempts).hasValue(1);
    assertThat(patience.call(this::backAtLast)).isEqualTo("back");
  }

  @Test
  void aCallThatHadNoEffectIsMadeAgain() {
    Patience patience = lasting(Duration.ofDays(1));
    patience.call(() -> "an answer");

    assertThat(patience.call(this::backAtLast, failure -> true)).isEqualTo("back");
  }

  @Test
  void itIsNotMadeAgainAfterAnOutageThatWasTooLong() {
    Patience patience = lasting(Duration.ofMillis(500));
    patience.call(() -> "an answer");
    requireGone(patience);
    attempts.set(0);

    assertThatThrownBy(() -> patience.call(this::gone, failure -> true))
        .isInstanceOf(MilvusUnavailableException.class);

    assertThat(attempts).hasValue(1);
  }

  private static Patience lasting(Duration maxOutage) {
    return new Patience(Duration.ofMillis(1), Duration.ofMillis(2), maxOutage);
  }

  private void requireGone(Patience patience) {
    assertThatThrownBy(() -> patience.call(this::gone))
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
