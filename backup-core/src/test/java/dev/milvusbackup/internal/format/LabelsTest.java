package dev.milvusbackup.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "env", "app.kubernetes.io/name", "A_b-c.9"})
  void takesKeys(String key) {
    assertThatCode(() -> Labels.check(key, "any value, 任意")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-a", "a b", "a=b", "ä", "a\nb"})
  void refusesKeys(String key) {
    assertThatThrownBy(() -> Labels.check(key, "v"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot use the label '" + key.replace('\n', '?') + "'");
  }

  @Test
  void refusesWhatIsTooLongOrTooMany() {
    assertRefused(() -> Labels.check("a".repeat(64), "v"), "its key is not of 1 to 63");
    assertRefused(() -> Labels.check("a", "v".repeat(256)), "more than 255 characters");
    assertRefused(() -> Labels.check("a", "v\n"), "control characters");
    assertRefused(() -> Labels.checkDescription("a\nb"), "line breaks");
    assertRefused(() -> Labels.checkDescription("a".repeat(1001)), "more than 1000 characters");
    Map<String, String> many =
        IntStream.range(0, 33)
            .mapToObj(i -> "k" + i)
            .collect(Collectors.toMap(Function.identity(), key -> "v"));
    assertRefused(() -> Labels.check(many), "it has 33 labels, 32 are allowed");
  }

  @Test
  void sortsThemByKey() {
    assertThat(Labels.check(Map.of("b", "1", "a", "2", "c", "3")).keySet())
        .containsExactly("a", "b", "c");
  }

  private static void assertRefused(Runnable check, String message) {
    assertThatThrownBy(check::run)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(message);
  }
}
