package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private final Limits limits = Limits.defaults();

  @Test
  void saysWhichOneIsWrong() {
    assertThatThrownBy(() -> limits.concurrentCopies(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("concurrentCopies must be positive, not 0");
    assertThatThrownBy(() -> limits.flushTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("flushTimeout must be positive, not 0");
    assertThatThrownBy(() -> limits.lockLease(Duration.ofMinutes(61)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lockLease cannot exceed 1 hour: PT1H1M");
  }

  /** Less would be less than the pause before the second try. */
  @Test
  void anOutageLastsASecondAtLeast() {
    assertThatThrownBy(() -> limits.maxOutage(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxOutage must be at least 1 second: PT0.999S");
    assertThat(limits.maxOutage(Duration.ofSeconds(1)).maxOutage()).hasSeconds(1);
  }
}
