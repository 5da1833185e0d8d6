package dev.milvusbackup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigMigrationTest {

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
              bucketName: b
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

  private static BackupConfig load(Path file) {
    return ConfigLoader.create().file(file).environment(Map.of()).load().config();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
