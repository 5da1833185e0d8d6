package dev.milvusbackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.testkit.EmbeddedMilvus.Storage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests without a server; {@code EmbeddedMilvusIT} in the integration tests has the others. */
class EmbeddedMilvusTest {

  @Test
  void buildersWithEqualSettingsAreEqual() {
    assertThat(settings()).isEqualTo(settings()).hasSameHashCodeAs(settings());
    assertThat(settings()).isNotEqualTo(settings().port(19530));
    assertThat(settings()).isNotEqualTo(settings().setting("log.level", "debug"));
    assertThat(settings()).isNotEqualTo(settings().dataDirectory(Path.of("elsewhere")));
    assertThat(settings()).isNotEqualTo(settings().storage(Storage.MINIO));
  }

  @Test
  void invalidSettingsAreRefused() {
    assertThatThrownBy(() -> settings().port(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot use port 0: it is not between 1 and 65535. Choose another port.");
    assertThatThrownBy(() -> settings().setting("a", "b,auth=on"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot set a to 'b,auth=on': a key cannot contain ',' or '=', and a value cannot contain ','. Use another key or value.");
  }

  private static EmbeddedMilvusBuilder settings() {
    return EmbeddedMilvus.builder().passwordRequired();
  }
}
