package dev.milvusbackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milvusbackup.error.InvalidRequestException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MilvusConnectionTest {

  @Test
  void thePortCanBeLeftOut() {
    assertThat(MilvusConnection.at("http://host").uri()).hasToString("http://host:19530");
    assertThat(MilvusConnection.at("https://host:443").tls()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host:19530", "ftp://host", "http://", "http://user:hush@host", "http://h/p"})
  void refusesOtherAddressesWithoutRepeatingThem(String uri) {
    assertThatThrownBy(() -> MilvusConnection.at(uri))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("http://host:port")
        .hasMessageNotContaining("hush");
  }

  @Test
  void secretsDoNotShow() {
    MilvusConnection connection = MilvusConnection.at("http://host").withCredentials("me", "hush");

    assertThat(connection.token()).contains("me:hush");
    assertThat(connection.toString()).doesNotContain("hush").contains("with credentials");
  }

  @Test
  void certificatesNeedTls() {
    assertThatThrownBy(() -> MilvusConnection.at("http://h").withCaCertificate(Path.of("ca.pem")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Write https://");
  }
}
