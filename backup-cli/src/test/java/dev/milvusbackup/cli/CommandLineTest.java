package dev.milvusbackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static final Path SNAPSHOT =
      Path.of("../backup-core/src/test/resources/go-tool/snap1/meta");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "list --nonsense",
        "list --tree --label a=b",
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
        "create -n b --format snapshot",
        "create -n b --for secondary",
        "create -n b --for fun",
        "create -n b --keep-last 7",
        "create -n b --prune-label a=b",
        "create -n b --prune-prefix c --keep-last 7",
        "create -n b --prune-prefix b",
        "create -n b --prune-prefix b --prune-all --keep-last 7",
        "create -n b --prune-prefix b --keep-last 7 --no-prune",
        "create -n b --verify=sometimes",
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

  @Test
  void configMigrateStrictlyWritesNothingThatTheGoToolRefuses() throws IOException {
    Path old =
        Files.writeString(
            folder.resolve("old.yaml"), "minio:\n  storageType: azure\n  accessKeyID: ''\n");
    Path made = folder.resolve("new.yaml");
    String[] write = {"config", "migrate", "--config", old.toString(), "-o", made.toString()};

    Run strict = run(Stream.concat(Stream.of(write), Stream.of("--strict")).toArray(String[]::new));
    assertThat(strict.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(strict.err())
        .contains("Cannot migrate with --strict: the new file would not be a valid v2 file.")
        .contains(old + ":3: minio.accessKeyID: (milvus.storage.accountName) is required");
    assertThat(made).doesNotExist();

    Run lenient = run(write);
    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.err()).contains("Warning: the new file is not a valid v2 file: " + old);
    assertThat(made).exists();
  }

  @Test
  void configMigrateStrictlyWritesAValidFile() throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), "minio:\n  useIAM: true\n");

    Run run = run("config", "migrate", "--strict", "-o", "-", "--config", old.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("type: iam").doesNotContain("accessKeyID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--use_auto_index",
        "--rebuild_index --use_auto_index",
        "--drop_exist_index --skip_create_collection",
        "--drop_exist_index"
      })
  void optionsOfIndexesAreUnderstood(String options) throws IOException {
    Run run = run(("restore -n missing --dry-run " + options + " --config " + config()).split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("Error: Cannot find backup 'missing'");
  }

  @Test
  void aPurposeSaysWhatItMeans() throws IOException {
    String config = config();

    assertThat(run("create", "-n", "b", "--for", "archive", "--dry-run", "--config", config).err())
        .startsWith("for=archive rbac=true format=binlog strategy=auto index_extra=false\n");
    assertThat(run("create", "-n", "b", "--for", "clone", "--dry-run", "--config", config).err())
        .startsWith("for=clone rbac=true format=auto strategy=auto index_extra=false\n");
  }

  /** A format of the Go tool from 0.6 on. */
  @Test
  void aSnapshotBackupIsShownAndNotRestored() throws IOException {
    String config = config();
    Path metas = Files.createDirectories(folder.resolve("backups/snap1/meta"));
    for (String name : List.of("backup_meta.json", "collection_meta.json", "full_meta.json")) {
      Files.copy(SNAPSHOT.resolve(name), metas.resolve(name));
    }

    Run list = run("list", "--config", config);
    assertThat(list.out()).isEqualTo(">> Backups:\nsnap1\n");
    assertThat(list.err())
        .isEqualTo(
            "Warning: snap1 has the format 'snapshot', which this version cannot restore. Restore it with the Go tool.\n");
    assertThat(json(run("list", "--json", "--config", config).out()).at("/backups/0").toString())
        .contains("\"unsupported_format\":\"snapshot\"");

    Run get = run("get", "-n", "snap1", "--config", config);
    assertThat(get.exitCode()).isZero();
    assertThat(json(get.out()).path("format").asText()).isEqualTo("snapshot");
    assertThat(json(get.out()).at("/collection_backups/0/collection_name").asText())
        .isEqualTo("sample");
    assertThat(get.err()).contains("Warning: Cannot read backup 'snap1': it has the format");

    Run restore = run("restore", "-n", "snap1", "--dry-run", "--config", config);
    assertThat(restore.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(restore.err())
        .contains("Error: Cannot read backup 'snap1': it has the format 'snapshot'");
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
