package dev.milvusbackup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses fail when the configuration is loaded, or work when a store is opened. */
class AddressesTest {

  @TempDir static Path folder;

  /** The settings, and their meaning or, after '!', their problem. */
  static Stream<Arguments> table() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(AddressesTest.class.getResourceAsStream("addresses.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 2))
          .map(columns -> Arguments.of(columns[0], columns[1]));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void isAcceptedOrRefusedWithItsPlace(String settings, String expected) throws IOException {
    Path file = write(settings.split(" ; "));

    assertThat(verdict(file, expected)).isEqualTo(expected.replace("FILE", file.toString()));
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file = write("milvus.address: a/b", "minio.address: c/d", "minio.rootPath: ..");

    ConfigException e = catchThrowableOfType(ConfigException.class, () -> load(file));

    assertThat(e.problems()).extracting(ConfigProblem::line).containsExactly(3, 4, 5);
  }

  @Test
  void anAddressFromTheEnvironmentIsNamedByItsVariable() throws IOException {
    Path file = write("minio.port: 9000");

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> load(file, Map.of("MINIO_ADDRESS", "minio/x")));

    assertThat(e.problems())
        .singleElement()
        .asString()
        .startsWith("environment: MINIO_ADDRESS: cannot be 'minio/x': it has a path ('/x')");
  }

  @Test
  void aStrongerSourceDecidesAboutThePort() throws IOException {
    Path file = write("minio.port: 9000");

    BackupConfig config = load(file, Map.of("MINIO_ADDRESS", "minio:9001"));

    assertThat(config.milvusStorage().port()).isEqualTo(9001);
  }

  @Test
  void aStrongerSourceOfThePortWinsOverAnAddressWithAPort() throws IOException {
    Path file = write("minio.address: https://minio:9001");

    StorageSettings storage =
        load(file, Map.of("MINIO_PORT", "9002", "MINIO_USE_SSL", "false")).milvusStorage();

    assertThat(storage.uri().getAuthority()).isEqualTo("minio:9002");
    assertThat(storage.tls()).isFalse();
  }

  private static String verdict(Path file, String expected) {
    try {
      return meaning(load(file), expected.split(" ", 2)[0]);
    } catch (ConfigException e) {
      return e.problems().stream()
          .map(p -> "! %d: %s: %s".formatted(p.line(), p.key(), p.message()))
          .reduce("", String::concat);
    }
  }

  /** Opens everything, which needs no server. */
  private static String meaning(BackupConfig config, String part) {
    try (BackupClient client = config.openClient()) {
      assertThat(client).isNotNull();
    }
    return switch (part) {
      case "milvus" -> "milvus " + config.milvus().connection().uri();
      case "management" ->
          "management " + config.milvus().connection().managementAddress().orElseThrow();
      case "server" ->
          "server " + config.server().address().orElseThrow() + " " + config.server().port();
      case "backup" -> "backup " + meaning(config.backupStorage());
      default -> meaning(config.milvusStorage());
    };
  }

  private static String meaning(StorageSettings storage) {
    return storage.uri()
        + (storage.tls() ? " TLS" : " plain")
        + storage.options().get(StoreOptions.ENDPOINT).map(e -> " " + e).orElse("");
  }

  private static BackupConfig load(Path file) {
    return load(file, Map.of());
  }

  private static BackupConfig load(Path file, Map<String, String> environment) {
    return ConfigLoader.create().file(file).environment(environment).load().config();
  }

  private static Path write(String... settings) throws IOException {
    Path file = Files.createTempFile(folder, "backup", ".yaml");
    return Files.write(
        file,
        Stream.concat(Stream.of("# v1", "log.level: info"), List.of(settings).stream()).toList());
  }
}
