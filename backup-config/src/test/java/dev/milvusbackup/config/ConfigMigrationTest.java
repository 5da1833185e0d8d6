package dev.milvusbackup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigMigrationTest {

  private static final String KEYS =
      """
        accessKeyID: access
        secretAccessKey: secret
        token: token
        gcpCredentialJSON: /gcp.json
        iamEndpoint: http://iam:80
      """;
  private static final String EMPTY_KEYS_OF_BACKUPS =
      """
        backupToken: ""
        backupGcpCredentialJSON: ""
        backupIamEndpoint: ""
      """;

  @TempDir Path folder;

  @Test
  void theNewFileMeansTheSame() throws IOException {
    Path old =
        write(
            "old.yaml",
            """
            milvus:
              address: milvus
              port: 19531
              password: hush
              tlsMode: 2
              etcd:
                endpoints: a:1,b:2
            minio:
              cloudProvider: aws
              bucketName: bbb
              rootPath: data
              useIAM: true
              crossStorage: "true"
            backup:
              parallelism:
                copydata: 7
            """);

    ConfigMigration migration = ConfigMigration.of(old);
    Path made = write("new.yaml", migration.yaml(true));

    assertThat(load(made)).isEqualTo(load(old));
    assertThat(Files.readString(made))
        .startsWith("configVersion: v2\n")
        .contains("tlsMode: server", "provider: aws", "type: iam", "mode: streaming")
        .contains("endpoints:\n", "concurrency: 7", "password: hush", "rootPath: data");
    assertThat(migration.secrets()).containsExactly("milvus.password");
    assertThat(migration.yaml(false)).doesNotContain("hush");
  }

  @Test
  void refusesAFileThatIsV2Already() throws IOException {
    Path file = write("v2.yaml", "configVersion: v2\n");

    assertThatThrownBy(() -> ConfigMigration.of(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("v2 file already");
  }

  @ParameterizedTest
  @MethodSource("storages")
  void theGoToolAcceptsTheNewFile(String storage, String backupStorage) throws IOException {
    for (String iam : List.of("", "  useIAM: true\n", "  useIAM: false\n")) {
      for (String backupIam : List.of("", "  backupUseIAM: true\n", "  backupUseIAM: false\n")) {
        for (String keys : List.of("", KEYS, KEYS + EMPTY_KEYS_OF_BACKUPS)) {
          String yaml = "minio:\n" + storage + backupStorage + iam + backupIam + keys;

          ConfigMigration migration = ConfigMigration.of(write("old.yaml", yaml));
          Path made = write("new.yaml", migration.yaml(true));

          assertThat(GoToolRules.brokenBy(made)).as(yaml + Files.readString(made)).isEmpty();
          assertThat(migration.violations()).as(yaml).isEmpty();
        }
      }
    }
  }

  static Stream<Arguments> storages() {
    List<String> providers =
        List.of("", "minio", "s3", "aws", "gcp", "gcpnative", "azure", "ali", "tc", "hwc", "local");
    return providers.stream()
        .flatMap(
            one ->
                providers.stream()
                    .map(
                        other ->
                            Arguments.of(
                                setting("storageType", one), setting("backupStorageType", other))));
  }

  private static String setting(String key, String value) {
    return value.isEmpty() ? "" : "  %s: %s%n".formatted(key, value);
  }

  @Test
  void withoutKeysTheClientOfTheServiceFindsSome() throws IOException {
    Path old = write("old.yaml", "minio:\n  accessKeyID: ''\n  secretAccessKey: ''\n");

    ConfigMigration migration = ConfigMigration.of(old);

    assertThat(GoToolRules.brokenBy(write("new.yaml", migration.yaml(true)))).isEmpty();
    assertThat(migration.values()).containsEntry("milvus.storage.auth.type", "default");
  }

  @Test
  void anAddressWithAPortBecomesTwoValues() throws IOException {
    Path old =
        write(
            "old.yaml",
            "minio:\n  address: https://minio:9001\nbackup:\n  gcPause:\n    address: milvus:9091\n");

    assertThat(ConfigMigration.of(old).values())
        .containsEntry("milvus.storage.address", "minio")
        .containsEntry("milvus.storage.port", "9001")
        .containsEntry("milvus.storage.useSSL", "true")
        .containsEntry("milvus.management.endpoint", "http://milvus:9091");
  }

  @Test
  void whatTheGoToolWouldRefuseIsNamedWithItsPlace() throws IOException {
    Path old = write("old.yaml", "minio:\n  storageType: azure\n  accessKeyID: ''\n");

    assertThat(ConfigMigration.of(old).violations())
        .extracting(ConfigProblem::toString)
        .contains(
            old
                + ":3: minio.accessKeyID: (milvus.storage.accountName) is required for provider azure");
  }

  private static BackupConfig load(Path file) {
    return ConfigLoader.create().file(file).environment(Map.of()).load().config();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
