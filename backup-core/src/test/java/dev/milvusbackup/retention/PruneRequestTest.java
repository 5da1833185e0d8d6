package dev.milvusbackup.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PruneRequestTest {

  @Test
  void aRequestWithoutARuleIsRefused() {
    assertRefused(p -> p.prefix("nightly-"), "no rule that keeps backups, so all would go");
  }

  @Test
  void aRequestThatSelectsNothingIsRefused() {
    assertRefused(p -> p.keepLast(7), "it is not said which backups");
    assertRefused(p -> p.prefix("").keepLast(7), "the prefix is empty");
  }

  @Test
  void aRuleThatKeepsNothingIsRefused() {
    assertRefused(p -> p.allBackups().keepLast(0), "a rule keeps 0 backups (LAST)");
    assertRefused(p -> p.allBackups().keepLabel("a b", "v"), "Cannot use the label 'a b'");
    assertRefused(p -> p.allBackups().keepYearly(-1), "a rule keeps -1 backups (YEARLY)");
    assertRefused(p -> p.allBackups().keepWithin(Duration.ZERO), "PT0S is not positive");
    assertRefused(
        p -> p.allBackups().deleteIncompleteAfter(Duration.ofDays(-1)), "PT-24H is not positive");
  }

  @Test
  void theDecisionOnIncompleteBackupsAloneIsARequest() {
    PruneRequest request =
        PruneRequest.builder().prefix("n").deleteIncompleteAfter(Duration.ofDays(7)).build();

    assertThat(request.hasRules()).isFalse();
    assertThat(request.deleteIncompleteAfter()).contains(Duration.ofDays(7));
  }

  @Test
  void aCopyIsEqualExceptForWhatIdentifiesAJob() {
    PruneRequest request =
        PruneRequest.builder()
            .prefix("n")
            .keepLast(3)
            .keepWithin(Duration.ofDays(2))
            .zone(ZoneId.of("Europe/Berlin"))
            .id("one")
            .build();

    assertThat(request.toBuilder().id("two").build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().keepLast(4).build()).isNotEqualTo(request);
    assertThat(request.toBuilder().label("a", "b").build()).isNotEqualTo(request);
    assertThat(request.toBuilder().keepLabel("a", "b").build()).isNotEqualTo(request);
    assertThat(request.toBuilder().allBackups().build()).isNotEqualTo(request);
    assertThat(request).asString().contains("prefix=n, labels={}, keep={LAST=3}, keepWithin=PT48H");
  }

  private static void assertRefused(UnaryOperator<PruneRequest.Builder> request, String message) {
    assertThatThrownBy(() -> request.apply(PruneRequest.builder()).build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining(message);
  }
}
