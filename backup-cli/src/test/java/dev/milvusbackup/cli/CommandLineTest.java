package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "list --nonsense",
        "create extra",
        "create --strategy sometimes",
        "create --filter db.",
        "create --name not/a/name",
        "create -n b --rbac=sometimes",
        "get",
        "delete",
        "restore",
        "restore -n b --suffix _x --rename a:b",
        "restore -n b --suffix a-b",
        "restore -n b --rename a:b:c",
        "restore -n b --rename a.*:b.c",
        "restore -n b --drop_exist_collection --skip_create_collection",
        "restore -n b --filter a --collections b",
        "restore -n b --use_auto_index",
        "restore -n b --load sometimes",
        "restore -n b --switch_alias live",
        "restore -n b --prefix x_ --rename a:b",
        "restore -n b --drop_exist_collection --skip_exist_collection",
        "config",
        "list --set nonsense=1",
        "list --config no-such-file.yaml"
      })
  void whatCannotBeUnderstoodEndsWithTwo(String line) {
    Run run = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "create ", "list ", "get ", "restore ", "delete ", "check ", "config show "})
  void helpGoesToStandardOutput(String command) {
    Run run = run((command + "--help").split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: milvus-backup").contains("--config=FILE");
    assertThat(run.err()).isEmpty();
  }

  /** Without --help each of these would start something. */
  @ParameterizedTest
  @ValueSource(strings = {"server -p 8081 --help", "create -n b --strategy skip_flush --help"})
  void optionsWithValuesAreUnderstoodBesideHelp(String line) {
    assertThat(run(line.split(" ")).exitCode()).isZero();
  }

  @Test
  void generatesACompletionScript() {
    assertThat(run("generate-completion").out())
        .contains("milvus-backup", "--drop_exist_collection");
  }

  @Test
  void listsNothingInAnEmptyFolder() throws IOException {
    Run run = run("list", "--config", config());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(">> Backups:\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void globalOptionsMayComeFirst() throws IOException {
    Run run = run("--config", config(), "list", "--json");

    assertThat(json(run.out()).path("backups").isArray()).isTrue();
  }

  @Test
  void leftoversAreToldOnStandardError() throws IOException {
    Files.createDirectories(folder.resolve("backups/half/binlogs"));
    Files.writeString(folder.resolve("backups/half/binlogs/1"), "x");

    Run run = run("list", "--config", config());

    assertThat(run.out()).isEqualTo(">> Backups:\n");
    assertThat(run.err()).startsWith("Warning: half is incomplete: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get -n missing", "delete -n missing", "restore -n missing --dry-run"})
  void whatIsNotThereEndsWithOne(String line) throws IOException {
    Run run = run((line + " --config " + config()).split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("Error: ").contains("missing").doesNotContain("\tat ");
  }

  @Test
  void deprecatedOptionsWarn() throws IOException {
    Run run =
        run(
            ("restore -n missing --dry-run --databases db --restore_index --use_v2_restore --config "
                    + config())
                .split(" "));

    assertThat(run.err())
        .contains("Warning: --databases is deprecated", "Warning: --restore_index is deprecated")
        .contains("Warning: --use_v2_restore is ignored");
  }

  @Test
  void configShowMasksSecrets() throws IOException {
    Run run = run("config", "show", "--config", config(), "--set", "milvus.password=hush");

    assertThat(run.out())
        .startsWith("PARAMETER")
        .containsPattern("milvus.password +\\*{4} +override +milvus.password")
        .containsPattern("milvus.storage.provider +local +file +milvus.storage.provider")
        .doesNotContain("hush");
    assertThat(run("check", "config", "--config", config()).out()).startsWith("PARAMETER");
  }

  @Test
  void configMigrateWritesSecretsToAFileOnly() throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), "milvus:\n  password: hush\n");
    Path made = folder.resolve("new.yaml");

    Run printed = run("config", "migrate", "--config", old.toString());
    assertThat(printed.out()).startsWith("configVersion: v2\n").doesNotContain("hush");
    assertThat(printed.err()).contains("milvus.password is left out").doesNotContain("hush");

    String[] write = {"config", "migrate", "--config", old.toString(), "-o", made.toString()};
    assertThat(run(write).exitCode()).isZero();
    assertThat(made).content().contains("password: hush");
    assertThat(run(write).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private String config() throws IOException {
    String yaml =
        """
        configVersion: v2
        milvus:
          storage: {provider: local, rootPath: %1$s/milvus}
        backup:
          storage: {rootPath: %1$s/backups}
        """;
    Files.createDirectories(folder.resolve("backups"));
    return Files.writeString(folder.resolve("backup.yaml"), yaml.formatted(folder)).toString();
  }

  private static Run run(String... arguments) {
    return Run.of(arguments);
  }

  private static JsonNode json(String text) throws IOException {
    return new JsonMapper().readTree(text);
  }
}
