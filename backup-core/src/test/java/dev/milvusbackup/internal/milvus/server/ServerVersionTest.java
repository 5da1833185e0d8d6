package dev.milvusbackup.internal.milvus.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {

  @ParameterizedTest
  @CsvSource({"v2.3.5-lite,2,3", "2.2.16,2,2", "v2.4.0-rc.1,2,4", "2.5,2,5", "v10.1.2.3,10,1"})
  void readsTheNumbers(String text, int major, int minor) {
    ServerVersion version = ServerVersion.parse(text);

    assertThat(version.major()).isEqualTo(major);
    assertThat(version.minor()).isEqualTo(minor);
    assertThat(version).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "master-20260101", "v", "2.6-2026", "99999999999.1"})
  void whatIsNoVersionIsNeverTakenForAnOldOne(String text) {
    ServerVersion version = ServerVersion.parse(text);

    assertThat(version.isAtLeast(2, 4)).isTrue();
    assertThat(ServerFeatures.of(version).describesSegments()).isTrue();
  }
}
