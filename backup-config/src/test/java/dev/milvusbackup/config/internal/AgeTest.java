package dev.milvusbackup.config.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {

  @ParameterizedTest
  @CsvSource({"12h, PT12H", "30d, PT720H", "8w, PT1344H", "PT90M, PT90M", "P2D, PT48H"})
  void reads(String text, Duration age) {
    assertThat(Age.parse(text)).isEqualTo(age);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "30 d", "1m", "-3d", "P1M", "9999999d", "d"})
  void refuses(String text) {
    assertThatThrownBy(() -> Age.parse(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("Cannot read the age '" + text + "'")
        .hasMessageEndingWith("Write it as 12h, 30d or 8w.");
  }
}
