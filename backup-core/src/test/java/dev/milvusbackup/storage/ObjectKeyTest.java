package dev.milvusbackup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "...", "a/b", ".a", "a.", "a..b", "..a", "a..", " ", "ä/任意", "a/.../b"})
  void takes(String path) {
    assertThat(ObjectKey.of(path).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/a", "a/", "a//b", ".", "..", "a/.", "a/..", "./a", "../a", "a/../b", "a/./b"
      })
  void refusesSegments(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectKey.of(path))
        .withMessage("Invalid object key '" + path + "': no segment may be empty, '.' or '..'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "\u0000", "a/\u001f", "a\u007f", "a\\b", "..\\a"})
  void refusesCharacters(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectKey.of(path))
        .withMessageContaining("control characters and '\\' are not allowed");
  }

  @Test
  void countsBytes() {
    assertThatCode(() -> ObjectKey.of("a".repeat(1024))).doesNotThrowAnyException();
    assertThatCode(() -> ObjectKey.of("任".repeat(341))).doesNotThrowAnyException();
    for (String path : new String[] {"a".repeat(1025), "任".repeat(342), "ä".repeat(513)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ObjectKey.of(path))
          .withMessageContaining("over 1024 bytes");
    }
  }

  /** The rules once more, one after the other. */
  @Test
  void decidesLikeTheRulesInTheirPlainForm() {
    Random random = new Random(42);
    for (int i = 0; i < 200_000; i++) {
      String path = random(random);
      assertThat(isTaken(path)).as("'%s'", path).isEqualTo(isValid(path));
    }
  }

  private static String random(Random random) {
    String alphabet = "a./.\\\u001f 任";
    StringBuilder path = new StringBuilder("x".repeat(random.nextInt(50) == 0 ? 1020 : 0));
    for (int length = 1 + random.nextInt(7); length > 0; length--) {
      path.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return path.toString();
  }

  private static boolean isTaken(String path) {
    try {
      return ObjectKey.of(path).path().equals(path);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isValid(String path) {
    return Stream.of(path.split("/", -1))
            .noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))
        && path.chars().noneMatch(c -> c < 0x20 || c == 0x7f || c == '\\')
        && path.getBytes(StandardCharsets.UTF_8).length <= 1024;
  }
}
