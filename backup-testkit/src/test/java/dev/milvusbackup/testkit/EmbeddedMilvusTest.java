package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.testkit.EmbeddedMilvus.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What needs no server; the rest is in {@code EmbeddedMilvusIT} of the integration tests. */
class EmbeddedMilvusTest {

  @Test
  void equalSettingsMakeTheSameServer() {
    assertThat(settings()).isEqualTo(settings()).hasSameHashCodeAs(settings());
    assertThat(settings()).isNotEqualTo(settings().port(19530));
    assertThat(settings()).isNotEqualTo(settings().setting("log.level", "debug"));
    assertThat(settings()).isNotEqualTo(settings().dataDirectory(Path.of("elsewhere")));
    assertThat(settings()).isNotEqualTo(settings().storage(Storage.MINIO));
  }

  @Test
  void settingsThatCannotBePassedOnAreRefused() {
    assertThatThrownBy(() -> settings().port(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings().setting("a", "b,auth=on"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot set a to 'b,auth=on': commas cannot be passed on");
  }

  private static EmbeddedMilvusBuilder settings() {
    return EmbeddedMilvus.builder().passwordRequired();
  }
}
